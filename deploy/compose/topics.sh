#!/bin/sh
# Makes the topics of contracts/ on the broker, those that are not there; a test says when this is stale.
set -eu
topic() {
    name=danggol.$1
    shift
    /opt/kafka/bin/kafka-topics.sh --bootstrap-server kafka:9092 --create --if-not-exists --topic "$name" \
        --partitions 12 --replication-factor 1 "$@"
}

topic storefront-events --config cleanup.policy=delete --config retention.ms=604800000 --config message.timestamp.type=LogAppendTime
topic storefront-events.rejected --config cleanup.policy=delete --config retention.ms=2592000000 --config message.timestamp.type=LogAppendTime
topic profile-events --config cleanup.policy=delete --config retention.ms=604800000 --config message.timestamp.type=LogAppendTime
topic consents --config cleanup.policy=compact --config min.compaction.lag.ms=0 --config message.timestamp.type=LogAppendTime
topic erasures --config cleanup.policy=compact --config min.compaction.lag.ms=0 --config message.timestamp.type=LogAppendTime
topic erasure-receipts --config cleanup.policy=delete --config retention.ms=2592000000 --config message.timestamp.type=LogAppendTime
topic segment-memberships --config cleanup.policy=compact --config min.compaction.lag.ms=604800000 --config message.timestamp.type=LogAppendTime
topic products --config cleanup.policy=compact --config min.compaction.lag.ms=0 --config message.timestamp.type=LogAppendTime
topic message-events --config cleanup.policy=delete --config retention.ms=2592000000 --config message.timestamp.type=LogAppendTime
topic storefront-events.dead --config cleanup.policy=delete --config retention.ms=2592000000 --config message.timestamp.type=LogAppendTime
topic profile-events.dead --config cleanup.policy=delete --config retention.ms=2592000000 --config message.timestamp.type=LogAppendTime
topic consents.dead --config cleanup.policy=delete --config retention.ms=2592000000 --config message.timestamp.type=LogAppendTime
topic erasures.dead --config cleanup.policy=delete --config retention.ms=2592000000 --config message.timestamp.type=LogAppendTime
topic erasure-receipts.dead --config cleanup.policy=delete --config retention.ms=2592000000 --config message.timestamp.type=LogAppendTime
topic segment-memberships.dead --config cleanup.policy=delete --config retention.ms=2592000000 --config message.timestamp.type=LogAppendTime
topic products.dead --config cleanup.policy=delete --config retention.ms=2592000000 --config message.timestamp.type=LogAppendTime
topic message-events.dead --config cleanup.policy=delete --config retention.ms=2592000000 --config message.timestamp.type=LogAppendTime
