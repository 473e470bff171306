package io.blackstart.sandbox.sts;

import io.blackstart.sandbox.aws.AwsFault;
import io.blackstart.sandbox.aws.CredentialScope;
import io.blackstart.sandbox.aws.Operations;
import io.blackstart.sandbox.aws.Parameters;
import io.blackstart.sandbox.aws.QueryService;
import io.blackstart.sandbox.aws.Route;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * STS: an access key id of twelve digits is a user of the account with that number, any other one a
 * user of the sandbox's own, and anybody may assume any role of any account. Credentials do not
 * expire, whatever they say: the sandbox checks none.
 */
public final class Sts implements Operations {
    private static final String VERSION = "2011-06-15";
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final Pattern ROLE = Pattern.compile("arn:aws:iam::(\\d{12}):role/(.{1,500})");
    private static final Pattern SESSION = Pattern.compile("[\\w+=,.@-]{2,64}");
    private static final Duration ROLE_TIME = Duration.ofHours(1);

    /** Of credentials that were handed out, so many are remembered. */
    private static final int SESSIONS_MAX = 1_000;

    /**
     * Who asks.
     *
     * @param arn of the user, or of the role in which somebody acts
     * @param account twelve digits
     */
    record Identity(String arn, String id, String account) {}

    private final String account;
    // guarded by this; by access key
    private final Map<String, Identity> sessions = new LinkedHashMap<>();

    /**
     * STS of the sandbox.
     *
     * @param account its own account, twelve digits
     */
    public Sts(String account) {
        this.account = account;
    }

    /** The way to it. */
    public Route route() {
        return new Route.ByForm(
                "sts",
                VERSION,
                new QueryService(
                        VERSION, "https://sts.amazonaws.com/doc/2011-06-15/", Map.of(), this));
    }

    @Override
    public ObjectNode call(String operation, CredentialScope caller, Parameters parameters) {
        return switch (operation) {
            case "GetCallerIdentity" -> shown(identity(caller));
            case "AssumeRole" -> assume(parameters);
            default -> throw Operations.unknown(operation);
        };
    }

    /** The account that the sandbox's regions belong to. */
    String account() {
        return account;
    }

    /** Whose a key is. */
    synchronized Identity identity(CredentialScope caller) {
        Identity role = sessions.get(caller.accessKey());
        if (role != null) {
            return role;
        }
        String owner = ACCOUNT.matcher(caller.accessKey()).matches() ? caller.accessKey() : account;
        return new Identity(
                "arn:aws:iam::" + owner + ":user/sandbox", "AIDASANDBOX000000000", owner);
    }

    private static ObjectNode shown(Identity identity) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("Arn", identity.arn);
        node.put("UserId", identity.id);
        node.put("Account", identity.account);
        return node;
    }

    private ObjectNode assume(Parameters parameters) {
        String role = parameters.required("RoleArn");
        String name = parameters.required("RoleSessionName");
        Matcher arn = ROLE.matcher(role);
        if (!arn.matches()) {
            throw new AwsFault(400, "ValidationError", role + " is no ARN of a role");
        }
        if (!SESSION.matcher(name).matches()) {
            throw new AwsFault(400, "ValidationError", name + " is no name of a session");
        }
        Duration time =
                parameters
                        .whole("DurationSeconds", 900, 43_200)
                        .map(Duration::ofSeconds)
                        .orElse(ROLE_TIME);
        String path = arn.group(2);
        Identity session =
                new Identity(
                        "arn:aws:sts::%s:assumed-role/%s/%s"
                                .formatted(
                                        arn.group(1),
                                        path.substring(path.lastIndexOf('/') + 1),
                                        name),
                        "AROASANDBOX000000000:" + name,
                        arn.group(1));
        return credentials(session, Instant.now().plus(time).truncatedTo(ChronoUnit.SECONDS));
    }

    private ObjectNode credentials(Identity session, Instant expiration) {
        String key = "ASIA" + random().substring(0, 16).toUpperCase(Locale.ROOT);
        remember(key, session);
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.putObject("Credentials")
                .put("AccessKeyId", key)
                .put("SecretAccessKey", random() + random().substring(0, 8))
                .put("SessionToken", random() + random())
                .putPOJO("Expiration", expiration);
        node.putObject("AssumedRoleUser").put("AssumedRoleId", session.id).put("Arn", session.arn);
        node.put("PackedPolicySize", 0);
        return node;
    }

    private static String random() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    private synchronized void remember(String key, Identity session) {
        sessions.put(key, session);
        if (sessions.size() > SESSIONS_MAX) {
            sessions.remove(sessions.keySet().iterator().next());
        }
    }

    @Override
    public synchronized void reset() {
        sessions.clear();
    }
}
