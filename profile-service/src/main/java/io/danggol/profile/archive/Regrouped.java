package io.danggol.profile.archive;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import java.util.Collection;
import java.util.UUID;

/// Who has to know, within the transaction, that browsers' own profiles stand for other people now.
public interface Regrouped {
    /// @param own the browsers' own profiles
    /// @param concerned these, and the profiles that they stood or stand for
    Uni<Void> of(SqlClient tx, Collection<UUID> own, Collection<UUID> concerned);
}
