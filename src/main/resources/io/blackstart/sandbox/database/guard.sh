# guard.sh FOLDER COMMAND...: runs one PostgreSQL and ends it, with its folder, at end-of-file on standard input.
# The other end of that pipe is held by the sandbox's JVM alone: the kernel closes it even after kill -9.
folder=$1
shift
exec 3<&0
"$@" </dev/null >"$folder.log" 2>&1 3<&- &
postgres=$!
echo "$postgres"
exec >/dev/null 2>&1
{ read -r line <&3; kill -QUIT "$postgres"; } &
reader=$!
trap '' INT TERM HUP
wait "$postgres"
kill "$reader"
rm -rf "$folder" "$folder.log"
# The last guard takes the work folder away.
rmdir "${folder%/*}" && rm -rf "${folder%/*/*}"
