package io.danggol.segment.definition;

import io.danggol.segment.condition.Condition;
import io.danggol.segment.condition.ConditionText;
import io.danggol.segment.condition.Conditions;
import io.danggol.segment.evaluation.World;
import io.danggol.segment.rfm.Thresholds;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All definitions of one version, ready to be evaluated.
public final class Catalogue {
    private final long version;
    private final long thresholdsVersion;
    private final World world;
    private final Map<String, Definition> definitions;
    private final List<Active> active;

    /// An active definition.
    ///
    /// @param version in which anything that its truth depends on was last changed
    /// @param text its condition in Korean
    public record Active(Definition definition, Reads reads, long version, String text) {
        /// The segment's key.
        public String key() {
            return definition.key();
        }
    }

    /// @param version grows with every change of a definition
    /// @param thresholdsVersion grows with every change of the thresholds
    /// @param everyOrder see [World]
    public Catalogue(
            long version,
            List<Definition> definitions,
            long thresholdsVersion,
            Optional<Thresholds> thresholds,
            boolean everyOrder) {
        this.version = version;
        this.thresholdsVersion = thresholdsVersion;
        this.definitions = new HashMap<>();
        definitions.forEach(definition -> this.definitions.put(definition.key(), definition));
        var conditions = new HashMap<String, Condition>();
        definitions.forEach(definition -> conditions.put(definition.key(), definition.condition()));
        this.world = new World(conditions, thresholds, everyOrder);
        this.active = definitions.stream()
                .filter(definition -> definition.state() == Definition.State.ACTIVE)
                .map(definition -> new Active(
                        definition,
                        Reads.of(definition.condition(), conditions),
                        effectiveVersion(definition),
                        ConditionText.of(definition.condition())))
                .toList();
    }

    private long effectiveVersion(Definition definition) {
        return Conditions.references(definition.condition())
                .map(definitions::get)
                .filter(referred -> referred != null)
                .mapToLong(this::effectiveVersion)
                .reduce(definition.version(), Math::max);
    }

    public long version() {
        return version;
    }

    public long thresholdsVersion() {
        return thresholdsVersion;
    }

    /// What its conditions can refer to.
    public World world() {
        return world;
    }

    public List<Active> active() {
        return active;
    }

    /// The definition of that key, whatever its state.
    public Optional<Definition> definition(String key) {
        return Optional.ofNullable(definitions.get(key));
    }

    /// A segment that refers to `key`; empty if none does.
    public Optional<String> referringTo(String key) {
        return definitions.values().stream()
                .filter(each -> Conditions.references(each.condition()).anyMatch(key::equals))
                .map(Definition::key)
                .findFirst();
    }

    /// Whether following the references of `condition` leads to the segment `key`.
    public boolean leadsTo(Condition condition, String key) {
        return Conditions.references(condition)
                .anyMatch(referred -> referred.equals(key)
                        || definition(referred)
                                .filter(next -> leadsTo(next.condition(), key))
                                .isPresent());
    }
}
