package io.danggol.profile.archive;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;

/// Keeps the folding of events apart from what staff and rights change in the archive. Lasts until the
/// transaction ends.
public final class FoldLock {
    private static final String KEY = "hashtext('danggol.profile.fold')";

    /// What folding reads it reads by key. Without it, tables that grow faster than their statistics are read
    /// whole for each key.
    private static final String BY_KEY =
            "set local enable_seqscan = off; set local enable_hashjoin = off; set local enable_mergejoin = off";

    private FoldLock() {}

    /// For folding: any number of replicas at a time.
    static Uni<Void> shared(SqlClient tx) {
        return tx.query(BY_KEY + "; select pg_advisory_xact_lock_shared(" + KEY + ")")
                .execute()
                .replaceWithVoid();
    }

    /// For saying what was folded: nothing is locked, and until the transaction ends all is read by key.
    static Uni<Void> none(SqlClient tx) {
        return tx.query(BY_KEY).execute().replaceWithVoid();
    }

    /// For changing events of the archive by hand: nobody folds meanwhile.
    public static Uni<Void> exclusive(SqlClient tx) {
        return tx.query("select pg_advisory_xact_lock(" + KEY + ")").execute().replaceWithVoid();
    }
}
