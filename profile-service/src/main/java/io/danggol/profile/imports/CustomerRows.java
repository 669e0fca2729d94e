package io.danggol.profile.imports;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.danggol.chassis.identity.Identities;
import io.danggol.profile.customer.Customer;
import io.danggol.profile.customer.CustomerForm;
import io.danggol.profile.customer.Register;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Who the shop's customers are: each row as `PUT /v1/customers/{customerId}` takes it.
@ApplicationScoped
class CustomerRows implements Rows<CustomerRows.Row> {
    private static final int MOST_ATTRIBUTES = 100;
    private static final int LONGEST_ATTRIBUTE = 1_024;

    private final Register register;
    private final Identities identities;
    private final ObjectMapper json;

    CustomerRows(Register register, Identities identities, ObjectMapper json) {
        this.register = register;
        this.identities = identities;
        this.json = json;
    }

    record Row(UUID profile, Instant at, Customer customer) implements Told {}

    @Override
    public Kind kind() {
        return Kind.CUSTOMERS;
    }

    @Override
    public Row read(Fields row, Instant importedAt) {
        var id = row.required("customerId", name -> row.text(name, 128));
        var told = new Customer(
                id,
                row.text("email", 255),
                row.text("phone", 32),
                row.text("name", 128),
                row.date("birthDate"),
                attributes(row));
        var customer = CustomerForm.of(told, register.today(), row.errors());
        if (!row.allRead()) return null;
        return new Row(identities.profileOfCustomer(identities.customerHash(id)), importedAt, customer);
    }

    private Map<String, Object> attributes(Fields row) {
        var columns = row.names(Kind.ATTRIBUTE);
        if (columns.isEmpty()) {
            var object = row.object("attributes", MOST_ATTRIBUTES);
            return object == null ? Map.of() : json.convertValue(object, new TypeReference<>() {});
        }
        var attributes = new HashMap<String, Object>();
        for (var column : columns) {
            var value = row.text(column, LONGEST_ATTRIBUTE);
            if (value != null) attributes.put(column.substring(Kind.ATTRIBUTE.length()), value);
        }
        return attributes;
    }

    @Override
    public Uni<Void> take(SqlClient tx, List<Row> items, Instant importedAt) {
        var done = Uni.createFrom().voidItem();
        // A stable order: of two rows of one customer the later counts.
        for (var item :
                items.stream().sorted(Comparator.comparing(Row::profile)).toList()) {
            done = done.chain(() -> register.put(tx, item.customer()).replaceWithVoid());
        }
        return done;
    }
}
