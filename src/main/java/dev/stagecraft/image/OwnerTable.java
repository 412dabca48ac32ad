package dev.stagecraft.image;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Gives each owner a number: an image has few.
final class OwnerTable {
    private final List<Owner> owners = new ArrayList<>();
    private final Map<Owner, Integer> numbers = new HashMap<>();
    private Owner last = Owner.ROOT;
    private int lastNumber = -1;

    int number(Owner owner) {
        if (lastNumber < 0 || !owner.equals(last)) {
            Integer known = numbers.get(owner);
            if (known == null) {
                known = owners.size();
                owners.add(owner);
                numbers.put(owner, known);
            }
            last = owner;
            lastNumber = known;
        }
        return lastNumber;
    }

    List<Owner> owners() {
        return List.copyOf(owners);
    }
}
