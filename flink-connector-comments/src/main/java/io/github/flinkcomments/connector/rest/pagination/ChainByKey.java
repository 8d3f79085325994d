/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.flinkcomments.connector.rest.pagination;

import io.github.flinkcomments.connector.rest.record.CapturedValue;
import io.github.flinkcomments.connector.rest.request.PlaceholderValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.annotation.Internal;

/**
 * Each page is asked for by the sort key of the last record before it (keyset, seek): rows that are
 * deleted or inserted before it do no harm.
 *
 * @param parameters query parameters, one for each part of the key; none where placeholders take
 *     them
 * @param pointers JSON pointers into a record, one for each part of the key
 * @param inclusive whether the API hands out the records of that very key once more
 * @param ranges whether the key is an integer and the records come in its order, so that several
 *     readers can share the listing in ranges of keys
 */
@Internal
public record ChainByKey(
    List<String> parameters, List<String> pointers, boolean inclusive, boolean ranges)
    implements Chaining {

  private static final String RANGES = ", in ranges";

  private static final int SHOWN_KEYS = 8;

  /** A chain that one reader walks as a whole. */
  public ChainByKey(List<String> parameters, List<String> pointers, boolean inclusive) {
    this(parameters, pointers, inclusive, false);
  }

  /** Checks that parameters and parts correspond. */
  public ChainByKey {
    parameters = List.copyOf(parameters);
    pointers = List.copyOf(pointers);
    if (!parameters.isEmpty() && parameters.size() != pointers.size()) {
      throw new IllegalArgumentException(
          "The option 'pagination.key-parameter' is '%s', but 'pagination.key-pointer' is '%s', and each part of the key needs a parameter; name as many of one as of the other, separated by ';'."
              .formatted(String.join(";", parameters), String.join(";", pointers)));
    }
    if (ranges && pointers.size() > 1) {
      throw new IllegalArgumentException(
          "The option 'pagination.key-ranges' is 'true', but 'pagination.key-pointer' is '%s', and only a single integer key can be divided; leave the option out."
              .formatted(String.join(";", pointers)));
    }
  }

  @Override
  public PageAddress first() {
    return new PageAddress.First();
  }

  @Override
  public List<String> captures() {
    return List.of();
  }

  @Override
  public PageQuestion ask(PageAddress page, int pageSize) {
    if (!(page instanceof PageAddress.AfterKey after)) {
      return PageQuestion.plain();
    }
    List<String> key = after.key();
    Map<String, PlaceholderValue> values = new HashMap<>();
    values.put(
        Placeholders.KEY,
        key.size() == 1
            ? part(key.get(0))
            : new PlaceholderValue(
                String.join(",", key),
                key.stream()
                    .map(text -> part(text).json())
                    .collect(Collectors.joining(",", "[", "]"))));
    Map<String, String> sent = new LinkedHashMap<>();
    for (int i = 0; i < key.size(); i++) {
      values.put(Placeholders.KEY + "." + i, part(key.get(i)));
      if (!parameters.isEmpty()) {
        sent.put(parameters.get(i), key.get(i));
      }
    }
    return PageQuestion.of(values, sent);
  }

  private static PlaceholderValue part(String text) {
    boolean number = text.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");
    return new PlaceholderValue(text, number ? text : CapturedValue.string(text).json());
  }

  @Override
  public Optional<PageAddress> next(PageAddress asked, PageFacts facts) {
    if (facts.records() == 0) {
      return Optional.empty();
    }
    return Optional.of(after(asked, facts, facts.records() - 1));
  }

  /**
   * The address after a record of a page: what it leaves to be read are the records behind it.
   *
   * @param asked the page's own address
   * @param index of the record in the page
   */
  public PageAddress after(PageAddress asked, PageFacts facts, int index) {
    List<String> key = facts.keys().get(index);
    // Kept by an exclusive key too: a later run may find out that it is an inclusive one.
    List<String> seen =
        IntStream.rangeClosed(0, index)
            .filter(i -> facts.keys().get(i).equals(key))
            .mapToObj(facts.identities()::get)
            .collect(Collectors.toCollection(ArrayList::new));
    if (asked instanceof PageAddress.AfterKey before && before.key().equals(key)) {
      before.seen().stream().filter(identity -> !seen.contains(identity)).forEach(seen::add);
    }
    return new PageAddress.AfterKey(key, seen);
  }

  @Override
  public boolean beginsWithRecordsRead() {
    return inclusive;
  }

  /** How a listing ends that hands out the records of the key itself once more. */
  @Override
  public boolean holdsOnlyRecordsRead(PageAddress asked, PageFacts facts) {
    return inclusive
        && asked instanceof PageAddress.AfterKey after
        && facts.keys().stream().allMatch(after.key()::equals);
  }

  @Override
  public List<String> keyPointers() {
    return pointers;
  }

  @Override
  public void requireWayOn(PageAddress asked, PageFacts facts) {
    if (!inclusive) {
      requireUnique(facts);
    }
    requireOrder(asked, facts);
  }

  /** The rest of the records with such a key would be skipped at the end of a page. */
  private static void requireUnique(PageFacts facts) {
    Set<List<String>> keys = new HashSet<>();
    for (List<String> key : facts.keys()) {
      if (keys.add(key)) {
        continue;
      }
      throw new MalformedPageException(
          "Two records of the page have the same key %s, so that others with this key would be skipped. Name a unique key, add a tie-breaker ('pagination.key-pointer' = '/time;/id'), or set 'pagination.key-inclusive' = 'true' if the API hands out the records of the key itself too."
              .formatted(key));
    }
  }

  /**
   * Numbers that neither rise nor fall are in no order at all, and the last of them does not lead
   * to the records between them. Of texts an API may have an order of its own.
   */
  private static void requireOrder(PageAddress asked, PageFacts facts) {
    List<String> keys = new ArrayList<>();
    if (asked instanceof PageAddress.AfterKey after) {
      keys.add(after.key().get(0));
    }
    facts.keys().forEach(key -> keys.add(key.get(0)));
    if (new KeySequence(keys).isOfNumbersInNoOrder()) {
      throw new MalformedPageException(
          "The keys of the page neither rise nor fall (%s), so that reading on after the last of them skips records. Have the API sort by the key, or name in 'pagination.key-pointer' what it sorts by."
              .formatted(keys.stream().limit(SHOWN_KEYS).collect(Collectors.joining(", "))));
    }
  }

  /** The page that begins with the lowest key from {@code key} on. */
  public PageAddress from(long key) {
    return new PageAddress.AfterKey(List.of(Long.toString(inclusive ? key : key - 1)), List.of());
  }

  /**
   * The integer keys of a page, of which readers share ranges.
   *
   * @param asked the page's own address
   * @throws MalformedPageException if they are not integers in ascending order, above the one that
   *     was asked for
   */
  public List<Long> integerKeys(PageAddress asked, PageFacts facts) {
    List<Long> keys = facts.keys().stream().map(this::integer).toList();
    long lowest = Long.MIN_VALUE;
    if (asked instanceof PageAddress.AfterKey after) {
      lowest = integer(after.key()) + (inclusive ? 0 : 1);
    }
    for (long key : keys) {
      if (key < lowest) {
        throw new MalformedPageException(
            "The page has key %d where a key of %d or more was expected, but ranges of keys need records in ascending order of an integer key that the API honours; correct the order or %s, or leave 'pagination.key-ranges' out."
                .formatted(key, lowest, mechanism()));
      }
      lowest = key;
    }
    return keys;
  }

  private long integer(List<String> key) {
    try {
      return Long.parseLong(key.get(0));
    } catch (NumberFormatException e) {
      throw new MalformedPageException(
          "The record at '%s' has the key '%s', but ranges of keys need integers of 64 bits; leave 'pagination.key-ranges' out."
              .formatted(pointers.get(0), key.get(0)));
    }
  }

  @Override
  public String mechanism() {
    return parameters.isEmpty()
        ? "the placeholder '{key}'"
        : "the key parameter '%s'".formatted(String.join("', '", parameters));
  }

  /** An exclusive key is all that is asked by, whatever was read of it. */
  @Override
  public PageAddress asking(PageAddress page) {
    return page instanceof PageAddress.AfterKey after && !inclusive
        ? new PageAddress.AfterKey(after.key(), List.of())
        : page;
  }

  @Override
  public String fingerprint() {
    if (inclusive) {
      return fingerprintOfKey() + ", inclusive";
    }
    return ranges ? fingerprintOfKey() + RANGES : fingerprintOfKey();
  }

  /**
   * After an exclusive key an inclusive one knows what was read, except where ranges begin. After
   * an inclusive one, records of the key may be unread, which an exclusive one does not return.
   */
  @Override
  public Set<String> continued() {
    return inclusive
        ? Set.of(fingerprintOfKey())
        : Set.of(fingerprintOfKey(), fingerprintOfKey() + RANGES);
  }

  private String fingerprintOfKey() {
    return "key " + String.join(";", pointers);
  }
}
