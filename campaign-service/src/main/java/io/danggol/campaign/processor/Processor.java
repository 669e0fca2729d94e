package io.danggol.campaign.processor;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/// Who handles personal data for the shop, and what it does.
///
/// Source: Personal Information Protection Act art. 26(2)(3): the task and who was entrusted with it are published, and
/// told to those whose data it is where promotion is entrusted.
public record Processor(String name, String task) {
    public Processor {
        if (name.isBlank()) throw new IllegalArgumentException("name: blank (expected: who it is)");
        if (task.isBlank()) throw new IllegalArgumentException("task: blank (expected: what it does for the shop)");
    }

    /// The processors of these adapters, in their order.
    ///
    /// @throws IllegalStateException if nobody said who stands behind one of them
    static List<Processor> of(Collection<String> adapters, Map<String, Processor> stated) {
        return adapters.stream()
                .distinct()
                .map(adapter -> {
                    if (!stated.containsKey(adapter))
                        throw new IllegalStateException("danggol.processors." + adapter
                                + ".name and .task: not set (expected: who handles personal data behind " + adapter
                                + ", as the law has it published)");
                    return stated.get(adapter);
                })
                .toList();
    }
}
