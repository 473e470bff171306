package io.blackstart.sandbox.route53;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/**
 * The names in a certificate: its common name and its subject alternative names.
 *
 * @param names lower case; the first label may be a star, which stands for any one label
 */
record CertificateNames(List<String> names) {
    private static final int DNS_NAME = 2; // RFC 5280, GeneralName

    CertificateNames {
        names = List.copyOf(names);
    }

    static CertificateNames of(X509Certificate certificate) {
        List<String> names = new ArrayList<>();
        commonName(certificate).ifPresent(names::add);
        try {
            Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
            if (alternatives != null) {
                for (List<?> alternative : alternatives) {
                    if (alternative.getFirst().equals(DNS_NAME)) {
                        names.add(alternative.getLast().toString().toLowerCase(Locale.ROOT));
                    }
                }
            }
        } catch (CertificateParsingException e) {
            // alternatives that cannot be read name nobody; the certificate is not validated here
        }
        return new CertificateNames(names);
    }

    private static Optional<String> commonName(X509Certificate certificate) {
        try {
            return new LdapName(certificate.getSubjectX500Principal().getName())
                    .getRdns().stream()
                            .filter(rdn -> rdn.getType().equalsIgnoreCase("CN"))
                            .map(Rdn::getValue)
                            .map(value -> value.toString().toLowerCase(Locale.ROOT))
                            .findFirst();
        } catch (InvalidNameException e) {
            return Optional.empty();
        }
    }

    /** Whether it is a certificate of that host. */
    boolean include(String host) {
        String wanted = host.toLowerCase(Locale.ROOT);
        int dot = wanted.indexOf('.');
        String anyFirst = dot < 0 ? wanted : "*" + wanted.substring(dot);
        return names.contains(wanted) || names.contains(anyFirst);
    }
}
