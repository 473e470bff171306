package io.blackstart.sandbox.dns;

import org.xbill.DNS.Name;
import org.xbill.DNS.Record;

import java.util.List;

/** What an authoritative name server knows. */
public interface Authority {
    /**
     * What there is at a name at this moment.
     *
     * @param type a record type's number, as on the wire
     */
    Reply reply(Name name, int type);

    /** What there is at a name. */
    sealed interface Reply {
        /** Records of the type, or an alias (CNAME) and what it leads to. */
        record Found(List<Record> records) implements Reply {
            public Found {
                records = List.copyOf(records);
            }
        }

        /** The name exists, but has no such records. */
        record NoRecords(Record soa) implements Reply {}

        /** The name does not exist. */
        record NoSuchName(Record soa) implements Reply {}

        /** Other servers know: these, at the addresses beside them. */
        record Referral(List<Record> servers, List<Record> addresses) implements Reply {
            public Referral {
                servers = List.copyOf(servers);
                addresses = List.copyOf(addresses);
            }
        }

        /** The name lies in none of the zones. */
        record NotOurs() implements Reply {}
    }
}
