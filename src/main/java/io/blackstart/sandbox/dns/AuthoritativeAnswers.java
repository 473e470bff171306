package io.blackstart.sandbox.dns;

import io.blackstart.sandbox.dns.DnsExchange.Answerer;

import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/**
 * Answers with authority. The SOA stands beside negative answers, so that caches know how long to
 * believe them (RFC 2308).
 */
public final class AuthoritativeAnswers implements Answerer {
    private final Authority authority;

    /** Answers from what an authority knows. */
    public AuthoritativeAnswers(Authority authority) {
        this.authority = authority;
    }

    @Override
    public void answer(Record question, Message response) {
        switch (authority.reply(question.getName(), question.getType())) {
            case Authority.Reply.Found(var records) -> {
                response.getHeader().setFlag(Flags.AA);
                records.forEach(record -> response.addRecord(record, Section.ANSWER));
            }
            case Authority.Reply.NoRecords(var soa) -> {
                response.getHeader().setFlag(Flags.AA);
                response.addRecord(soa, Section.AUTHORITY);
            }
            case Authority.Reply.NoSuchName(var soa) -> {
                response.getHeader().setFlag(Flags.AA);
                response.getHeader().setRcode(Rcode.NXDOMAIN);
                response.addRecord(soa, Section.AUTHORITY);
            }
            case Authority.Reply.Referral(var servers, var addresses) -> {
                servers.forEach(server -> response.addRecord(server, Section.AUTHORITY));
                addresses.forEach(address -> response.addRecord(address, Section.ADDITIONAL));
            }
            case Authority.Reply.NotOurs() -> response.getHeader().setRcode(Rcode.REFUSED);
        }
    }
}
