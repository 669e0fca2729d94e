package io.danggol.profile.reading;

import io.danggol.chassis.log.Fold;
import io.danggol.contracts.Topic;

/// What this service makes of one topic. [Readers] starts its reader.
public interface TopicFold extends Fold {
    /// Names its group and its offsets; never changed, or everything is read again.
    String reader();

    Topic topic();
}
