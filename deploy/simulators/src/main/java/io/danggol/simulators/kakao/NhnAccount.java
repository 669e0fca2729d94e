package io.danggol.simulators.kakao;

import java.net.URI;
import java.util.Optional;

/// The shop's account at the provider.
///
/// @param appKey stands in the path of every call
/// @param secretKey expected in `X-Secret-Key`
/// @param senderKey the channel's sending key
/// @param profileName the channel's name, as phones show it
/// @param webhook where results are told; empty for nowhere
/// @param webhookSignature what `X-Toast-Webhook-Signature` carries, verbatim
public record NhnAccount(
        String appKey,
        String secretKey,
        String senderKey,
        String profileName,
        Optional<URI> webhook,
        String webhookSignature) {}
