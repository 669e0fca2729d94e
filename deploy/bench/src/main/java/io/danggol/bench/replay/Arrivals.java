package io.danggol.bench.replay;

import io.danggol.bench.suite.Inbox;
import io.danggol.bench.suite.SuiteClient;
import java.io.IOException;
import java.util.List;

/// How many messages of one broadcast lie in the inboxes of a recorded shop's customers.
///
/// @param words which stand in the broadcast's messages, and in nothing else
record Arrivals(SuiteClient suite, List<Customers.Customer> customers, String words) {

    /// @param agreed whether those are counted who agreed to the channel, or the others
    long mails(boolean agreed) throws IOException, InterruptedException {
        var inbox = Inbox.mails(suite);
        var count = 0L;
        for (var customer : of("email", agreed)) count += count(inbox, customer.email());
        return count;
    }

    /// @param agreed whether those are counted who agreed to the channel, or the others
    long phones(boolean agreed) throws IOException, InterruptedException {
        var inbox = Inbox.phones(suite);
        var count = 0L;
        for (var customer : of("kakao", agreed)) count += count(inbox, customer.phone());
        return count;
    }

    private List<Customers.Customer> of(String channel, boolean agreed) {
        return customers.stream()
                .filter(customer -> customer.agreement().channels().contains(channel) == agreed)
                .toList();
    }

    private long count(Inbox inbox, String address) throws IOException, InterruptedException {
        return inbox.to(address).stream()
                .filter(message -> message.toString().contains(words))
                .count();
    }
}
