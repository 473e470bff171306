# guard.sh FOLDER COMMAND...: runs one PostgreSQL and ends it, with its folder, at end-of-file on standard input.
# The other end of that pipe is held by the sandbox's JVM alone: the kernel closes it even after kill -9.
# A line "fast" or "immediate" ends it in that manner and leaves the folder, for a server that is started again.
folder=$1
shift
exec 3<&0
"$@" </dev/null >"$folder.log" 2>&1 3<&- &
postgres=$!
echo "$postgres"
exec 4>&1 >/dev/null 2>&1
{
    while read -r manner <&3; do
        : >"$folder.keep"
        case $manner in
            fast) kill -INT "$postgres" ;;
            *) kill -QUIT "$postgres" ;;
        esac
    done
    rm -f "$folder.keep"
    kill -QUIT "$postgres"
} 4>&- &
reader=$!
trap '' INT TERM HUP
wait "$postgres"
kill "$reader"
tail -n 3 "$folder.log" >&4
if [ -e "$folder.keep" ]; then
    rm -f "$folder.keep"
else
    rm -rf "$folder" "$folder.log"
fi
