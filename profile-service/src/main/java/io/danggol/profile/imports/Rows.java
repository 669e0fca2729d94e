package io.danggol.profile.imports;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// How rows of one kind are read and taken in.
interface Rows<T extends Rows.Told> {
    /// What a row says.
    interface Told {
        UUID profile();

        /// When it happened, for the question whether the person was erased since.
        Instant at();
    }

    Kind kind();

    /// Null where `row` has errors.
    ///
    /// @param importedAt when the file came
    T read(Fields row, Instant importedAt);

    /// Takes these in; a repeat changes nothing.
    Uni<Void> take(SqlClient tx, List<T> items, Instant importedAt);
}
