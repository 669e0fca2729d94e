package io.danggol.campaign.link;

import io.danggol.campaign.link.LinkToken.Purpose;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// The links of one message while it is written: makes their addresses and remembers where each leads.
public final class Links {
    private static final int MOST = 256;
    private final String publicUrl;
    private final LinkToken.Codec codec;
    private final UUID message;
    private final List<String> targets = new ArrayList<>();

    /// @param publicUrl where shoppers reach this service, without a slash at its end
    public Links(String publicUrl, LinkToken.Codec codec, UUID message) {
        this.publicUrl = publicUrl;
        this.codec = codec;
        this.message = message;
    }

    /// An address that counts the click and goes on to `url`. The same target twice is one link; a link to ourselves,
    /// or one too many, stays as it is. The links of a trial lead straight to their targets.
    public String click(String url) {
        if (message.equals(LinkToken.TRIAL) || url.startsWith(publicUrl + "/")) return url;
        var index = targets.indexOf(url);
        if (index < 0) {
            if (targets.size() == MOST) return url;
            index = targets.size();
            targets.add(url);
        }
        return publicUrl + "/c/" + codec.write(new LinkToken(Purpose.CLICK, message, index));
    }

    /// The address of the page where the person can refuse further messages; it also takes the one-click POST.
    public String unsubscribe() {
        return publicUrl + "/u/" + codec.write(new LinkToken(Purpose.UNSUBSCRIBE, message, 0));
    }

    /// The address of the image that tells that a mail was opened.
    public String open() {
        return publicUrl + "/o/" + codec.write(new LinkToken(Purpose.OPEN, message, 0));
    }

    /// Where the links lead, by their index.
    public List<String> targets() {
        return List.copyOf(targets);
    }
}
