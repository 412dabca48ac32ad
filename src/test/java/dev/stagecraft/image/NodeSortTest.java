package dev.stagecraft.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class NodeSortTest {
    /// Many values are equal on purpose: those must stay in their order, as in the JDK's sort.
    @Property(tries = 300)
    void aPartIsSortedAsTheJdkSortsIt(
            @ForAll @Size(max = 200) List<@IntRange(max = 999) Integer> values,
            @ForAll @IntRange(max = 20) int before) {
        int from = Math.min(before, values.size());
        int to = Math.max(from, values.size() - before);
        int[] ours = values.stream().mapToInt(Integer::intValue).toArray();
        List<Integer> expected = new ArrayList<>(values);
        expected.subList(from, to).sort(Comparator.comparingInt(v -> v / 100));
        NodeSort.sort(ours, from, to, (a, b) -> Integer.compare(a / 100, b / 100));
        assertThat(ours).containsExactly(expected.stream().mapToInt(Integer::intValue).toArray());
    }
}
