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
package io.github.flinkcomments.connector.delta.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.flink.annotation.PublicEvolving;

/**
 * Tests whether a store supports concurrent writers: several of them put the same log entry at the
 * same time, again and again. Each time, exactly one must succeed, and its entry must be there.
 * Stores that ignore {@code If-None-Match}, or do not decide consistently, fail this test and lose
 * commits.
 *
 * <pre>{@code
 * java -cp 'lib/*' io.github.flinkcomments.connector.delta.storage.StoreRace \
 *     s3://bucket/race endpoint=https://store.example:9000
 * }</pre>
 */
@PublicEvolving
public final class StoreRace {

  private static final int WRITERS = 8;
  private static final int ROUNDS = 100;
  private static final int MOST_VIOLATIONS_TOLD = 5;

  private final Supplier<TableStorage> stores;
  private final int writers;
  private final String directory = "_store_race_" + UUID.randomUUID();

  /**
   * @param stores opens the store anew for each writer
   * @param writers how many race
   */
  public StoreRace(Supplier<TableStorage> stores, int writers) {
    this.stores = stores;
    this.writers = writers;
  }

  /**
   * Lets them race, and removes what they have put.
   *
   * @return a sentence for each round that did not end as it must; none if the store is fit
   */
  public List<String> run(int rounds) throws IOException, InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(writers);
    List<TableStorage> opened = new ArrayList<>();
    try {
      for (int writer = 0; writer < writers; writer++) {
        opened.add(stores.get());
      }
      opened.get(0).createRoot();
      opened.get(0).createDirectory(directory);
      List<String> violations = new ArrayList<>();
      for (int round = 0; round < rounds; round++) {
        violations.addAll(race(opened, threads, round));
      }
      return violations;
    } finally {
      threads.shutdown();
      opened.forEach(TableStorage::close);
    }
  }

  private List<String> race(List<TableStorage> opened, ExecutorService threads, int round)
      throws IOException, InterruptedException {
    String entry = "%s/%020d.json".formatted(directory, round);
    CyclicBarrier start = new CyclicBarrier(writers);
    List<Future<Boolean>> outcomes = new ArrayList<>();
    for (int writer = 0; writer < writers; writer++) {
      TableStorage store = opened.get(writer);
      String name = "writer " + writer;
      outcomes.add(
          threads.submit(
              () -> {
                start.await();
                return wins(store, entry, name);
              }));
    }
    List<String> winners = new ArrayList<>();
    for (int writer = 0; writer < writers; writer++) {
      if (outcomeOf(outcomes.get(writer))) {
        winners.add("writer " + writer);
      }
    }
    List<String> violations = violations(round, winners, contentOf(opened.get(0), entry));
    opened.get(0).delete(entry);
    return violations;
  }

  private static boolean wins(TableStorage store, String entry, String name) throws IOException {
    try {
      store.putIfAbsent(entry, output -> output.write(name.getBytes(UTF_8)));
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  private static boolean outcomeOf(Future<Boolean> outcome)
      throws IOException, InterruptedException {
    try {
      return outcome.get();
    } catch (ExecutionException e) {
      throw new IOException("A writer failed: " + e.getCause().getMessage(), e.getCause());
    }
  }

  private static String contentOf(TableStorage store, String entry) throws IOException {
    try (StoredInput input = store.read(entry)) {
      return new String(input.readAllBytes(), UTF_8);
    }
  }

  private static List<String> violations(int round, List<String> winners, String content) {
    if (winners.size() != 1) {
      return List.of("Round %d was won by %s.".formatted(round, winners));
    }
    if (!winners.contains(content)) {
      return List.of(
          "Round %d was won by %s, but the store has what %s has put."
              .formatted(round, winners.get(0), content));
    }
    return List.of();
  }

  /**
   * Races eight writers a hundred times, and says how it went. Ends with status 1 if the store is
   * not fit.
   *
   * @param arguments a table's path under which nothing else is, and storage options as {@code
   *     name=value}
   */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length == 0) {
      System.err.println("Usage: StoreRace <path> [<storage option>=<value> ...]");
      System.exit(2);
    }
    Map<String, String> options = new HashMap<>();
    for (int argument = 1; argument < arguments.length; argument++) {
      String[] parts = arguments[argument].split("=", 2);
      options.put(parts[0].replaceFirst("^storage\\.", ""), parts.length == 2 ? parts[1] : "");
    }
    List<String> violations =
        new StoreRace(() -> TableStorages.open(arguments[0], options), WRITERS).run(ROUNDS);
    violations.stream().limit(MOST_VIOLATIONS_TOLD).forEach(System.out::println);
    System.out.printf(
        "%d writers, %d rounds, %d of them not won by one: %s%n",
        WRITERS,
        ROUNDS,
        violations.size(),
        violations.isEmpty()
            ? "this store can be written by several jobs."
            : "do not write tables on this store.");
    System.exit(violations.isEmpty() ? 0 : 1);
  }
}
