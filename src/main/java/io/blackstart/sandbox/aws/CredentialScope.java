package io.blackstart.sandbox.aws;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whom and what a Signature Version 4 was made for. The signature itself is not checked: the
 * sandbox knows no secret, and any credentials will do.
 */
public record CredentialScope(String accessKey, String region, String service) {
    private static final Pattern AUTHORIZATION =
            Pattern.compile(
                    "AWS4-HMAC-SHA256\\s+Credential=([^/,\\s]+)/\\d{8}/([^/,\\s]+)/([^/,\\s]+)/aws4_request\\s*,"
                        + "\\s*SignedHeaders=[^,\\s]+\\s*,\\s*Signature=\\S+");

    /** Reads an {@code Authorization} header; nothing when it is not a whole signature. */
    public static Optional<CredentialScope> of(String authorization) {
        Matcher matcher = AUTHORIZATION.matcher(authorization.strip());
        return matcher.matches()
                ? Optional.of(
                        new CredentialScope(matcher.group(1), matcher.group(2), matcher.group(3)))
                : Optional.empty();
    }
}
