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
package io.github.flinkcomments.connector.rest.source.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.flinkcomments.connector.rest.pagination.PageAddress;
import io.github.flinkcomments.connector.rest.pagination.PageFacts;
import io.github.flinkcomments.connector.rest.record.CapturedValue;
import io.github.flinkcomments.connector.rest.record.Page;
import io.github.flinkcomments.connector.rest.request.PageCall;
import io.github.flinkcomments.connector.rest.request.RequestTemplate;
import io.github.flinkcomments.connector.rest.source.listing.AnsweredPage;
import io.github.flinkcomments.connector.rest.source.simulation.Shape.End;
import io.github.flinkcomments.connector.rest.source.simulation.Shape.Keys;
import io.github.flinkcomments.connector.rest.source.simulation.Shape.Paging;
import io.github.flinkcomments.connector.rest.source.simulation.Shape.TokenFrom;
import java.io.IOException;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.runtime.execution.SuppressRestartsException;

/**
 * An API in memory. It understands requests as they would be sent, and answers what a client would
 * have read of the response; it grows at the end of each slice.
 */
final class SimulatedApi {

  private static final Pattern AT = Pattern.compile("\"at\": *\"?([^\"}]*)");

  /** The highest total that a capped one tells. */
  private static final int TOTAL_CAP = 7;

  /** So many rows a lagging total is behind. */
  private static final int TOTAL_LAG = 4;

  private record Row(String id, long time, boolean hidden) {}

  private final Shape shape;
  private final RequestTemplate request;
  private final Dice dice;
  private final Map<String, List<Row>> slices = new TreeMap<>();
  private final Map<String, List<String>> ids = new TreeMap<>();

  /** Rows that a slice ever had, by slice. */
  private final Map<String, Integer> made = new TreeMap<>();

  private final Set<String> shrunk = new HashSet<>();

  SimulatedApi(Shape shape, List<String> slices, Dice dice) {
    this.shape = shape;
    this.request = shape.request();
    this.dice = dice;
    slices.forEach(slice -> this.slices.put(slice, new ArrayList<>()));
  }

  void grow(String slice, int count) {
    List<Row> rows = slices.get(slice);
    for (int i = 0; i < count; i++) {
      int number = made.merge(slice, 1, Integer::sum) - 1;
      rows.add(new Row(slice + "-" + number, nextTime(rows), hidden(rows)));
      ids.computeIfAbsent(slice, none -> new ArrayList<>()).add(slice + "-" + number);
    }
  }

  /** Deletes the last rows. */
  void shrink(String slice, int count) {
    List<Row> rows = slices.get(slice);
    int left = Math.max(0, rows.size() - count);
    rows.subList(left, rows.size()).clear();
    List<String> named = ids.computeIfAbsent(slice, none -> new ArrayList<>());
    named.subList(left, named.size()).clear();
    shrunk.add(slice);
  }

  boolean hasShrunk(String slice) {
    return shrunk.contains(slice);
  }

  private long nextTime(List<Row> rows) {
    int last = rows.size() - 1;
    if (last < 0) {
      return 1;
    }
    long time = rows.get(last).time();
    int ties = 1;
    while (ties <= last && rows.get(last - ties).time() == time) {
      ties++;
    }
    return ties < shape.mostTies() && dice.happens(0.5) ? time : time + 1;
  }

  private boolean hidden(List<Row> rows) {
    boolean afterHidden = !rows.isEmpty() && rows.get(rows.size() - 1).hidden();
    return switch (shape.hidden()) {
      case NONE -> false;
      case SOME -> !afterHidden && dice.happens(0.4);
      case WHOLE_PAGES -> dice.happens(afterHidden ? 0.8 : 0.15);
    };
  }

  /** Rows of a slice, those that are hidden included. */
  int rows(String slice) {
    return slices.get(slice).size();
  }

  /** What is to be read of a slice as it was when it had so many rows. */
  List<String> visible(String slice, int rows) {
    if (shape.hidden() == Shape.Hidden.NONE) {
      return ids.getOrDefault(slice, List.of()).subList(0, rows);
    }
    return slices.get(slice).subList(0, rows).stream()
        .filter(row -> !row.hidden())
        .map(Row::id)
        .toList();
  }

  /**
   * Answers a request.
   *
   * @param rows rows that the slice has for whoever answers: fewer than there are if it lags
   */
  AnsweredPage<String> answer(
      PageAddress page, Map<String, String> slice, boolean mayLiePastTheEnd, int rows)
      throws IOException {
    PageCall call = shape.pagination().call(request, page, slice);
    String asked = call.uri().getPath().split("/", -1)[1].substring(2);
    if (!slices.containsKey(asked)) {
      throw new Violation("there is no slice '%s' to ask for".formatted(asked));
    }
    List<Row> all = slices.get(asked).subList(0, rows);
    int from = from(call, all);
    if (from >= rows && from > 0) {
      switch (shape.pastTheEnd()) {
        case EMPTY -> {}
        case ERROR -> {
          return error(call, mayLiePastTheEnd, rows < rows(slice.getOrDefault("slice", "")));
        }
        case LAST_PAGE_AGAIN ->
            from = Math.max(0, (rows - 1) / shape.servedSize() * shape.servedSize());
      }
    }
    int size = shape.paging() == Paging.NONE ? rows : shape.servedSize();
    int until = Math.max(Math.min(from, rows), Math.min(from + size, rows));
    List<Row> served =
        all.subList(Math.min(from, rows), until).stream().filter(row -> !row.hidden()).toList();
    int next = shape.pagesByNumber() ? from + size : Math.max(from, until);
    return answer(call, all, served, from + size < rows, next);
  }

  private AnsweredPage<String> error(PageCall call, boolean mayLiePastTheEnd, boolean lags)
      throws IOException {
    if (mayLiePastTheEnd || shape.end() == End.RULE) {
      return answered(call, List.of(), Map.of(), Map.of(), OptionalLong.empty(), true);
    }
    IOException failure = new IOException(call.uri() + " was answered by 404");
    if (lags) {
      throw failure;
    }
    throw new SuppressRestartsException(failure);
  }

  private int from(PageCall call, List<Row> rows) {
    Optional<String> at = at(call);
    return switch (shape.paging()) {
      case OFFSET -> Integer.parseInt(at.orElseThrow());
      case PAGE_NUMBER ->
          (Integer.parseInt(at.orElseThrow()) - shape.firstPage()) * shape.servedSize();
      case CURSOR, LINK_HEADER, NEXT_URL -> at.map(Integer::parseInt).orElse(0);
      case KEYSET -> at.map(key -> after(call, Long.parseLong(key), rows)).orElse(0);
      case NONE -> 0;
    };
  }

  private int after(PageCall call, long time, List<Row> rows) {
    int index = 0;
    String id = query(call).getOrDefault("id", "");
    while (index < rows.size() && isBefore(rows.get(index), index, time, id)) {
      index++;
    }
    return index;
  }

  /** Ids of a slice are handed out in ascending order, but not as text. */
  private boolean isBefore(Row row, int index, long time, String id) {
    return switch (shape.keys()) {
      case UNIQUE -> row.time() <= time;
      case INCLUSIVE, INCLUSIVE_TIES -> row.time() < time;
      case COMPOUND_TIES ->
          row.time() < time
              || (row.time() == time
                  && index <= Integer.parseInt(id.substring(id.lastIndexOf('-') + 1)));
      case NONE -> throw new IllegalStateException("There is no key.");
    };
  }

  private Optional<String> at(PageCall call) {
    String found =
        switch (shape.tokenTo()) {
          case QUERY -> query(call).getOrDefault("at", "");
          case PATH -> {
            String[] segments = call.uri().getPath().split("/", -1);
            yield segments.length > 2 ? segments[2] : "";
          }
          case HEADER -> call.headers().getOrDefault("X-At", "");
          case BODY -> {
            Matcher matcher = AT.matcher(call.body().orElseThrow());
            yield matcher.find() ? matcher.group(1) : "";
          }
        };
    return Optional.of(found).filter(text -> !text.isEmpty());
  }

  private static Map<String, String> query(PageCall call) {
    Map<String, String> query = new HashMap<>();
    String raw = call.uri().getRawQuery();
    if (raw != null) {
      Arrays.stream(raw.split("&", -1))
          .map(pair -> pair.split("=", 2))
          .forEach(pair -> query.put(pair[0], URLDecoder.decode(pair[1], UTF_8)));
    }
    return query;
  }

  private AnsweredPage<String> answer(
      PageCall call, List<Row> all, List<Row> served, boolean more, int next) {
    Map<String, CapturedValue> body = new HashMap<>();
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    if (shape.end() == End.FLAG) {
      body.put("/more", new CapturedValue(CapturedValue.Kind.BOOLEAN, Boolean.toString(more)));
    } else if (shape.end() == End.NULL_POINTER) {
      body.put(
          "/more",
          more ? CapturedValue.string("yes") : new CapturedValue(CapturedValue.Kind.NULL, "null"));
    }
    if (more || shape.end() != End.MISSING) {
      tellNext(next, body, headers);
    }
    return answered(call, served, body, headers, total(all), false);
  }

  private void tellNext(
      int next, Map<String, CapturedValue> body, Map<String, List<String>> headers) {
    switch (shape.paging()) {
      case CURSOR -> {
        if (shape.tokenFrom() == TokenFrom.HEADER) {
          headers.put("X-Next", List.of(Integer.toString(next)));
        } else {
          body.put("/next", token(next));
        }
      }
      case LINK_HEADER -> headers.put("Link", List.of("<?at=" + next + ">; rel=\"next\""));
      case NEXT_URL -> body.put("/next", CapturedValue.string("?at=" + next));
      case OFFSET, PAGE_NUMBER, KEYSET, NONE -> {}
    }
  }

  private CapturedValue token(int next) {
    return switch (shape.tokenFrom()) {
      case MEMBERS ->
          new CapturedValue(CapturedValue.Kind.OBJECT, "{\"at\":" + next + ",\"v\":\"2\"}");
      case CUT_OUT -> CapturedValue.string("http://other/?v=2&at=" + next);
      case BODY, HEADER, NOWHERE ->
          next % 2 == 0
              ? new CapturedValue(CapturedValue.Kind.NUMBER, Integer.toString(next))
              : CapturedValue.string(Integer.toString(next));
    };
  }

  private OptionalLong total(List<Row> rows) {
    long visible = rows.stream().filter(row -> !row.hidden()).count();
    if (shape.end() == End.TOTAL_OF_PAGES) {
      return OptionalLong.of((rows.size() + shape.servedSize() - 1) / shape.servedSize());
    }
    return switch (shape.totals()) {
      case EXACT -> OptionalLong.of(visible);
      case OVERSTATED -> OptionalLong.of(rows.size() + 2L);
      case LAGGING -> OptionalLong.of(Math.max(0, visible - TOTAL_LAG));
      case CAPPED -> OptionalLong.of(Math.min(visible, TOTAL_CAP));
      case NONE -> OptionalLong.empty();
    };
  }

  private AnsweredPage<String> answered(
      PageCall call,
      List<Row> served,
      Map<String, CapturedValue> body,
      Map<String, List<String>> headers,
      OptionalLong total,
      boolean pastTheEnd) {
    List<String> ids = served.stream().map(Row::id).toList();
    List<List<String>> keys =
        shape.keys() == Keys.NONE ? List.of() : served.stream().map(this::key).toList();
    Page<String> page =
        new Page<>(ids, ids, List.of(), keys, new TreeMap<>(), Map.of(), total, body, 0);
    return new AnsweredPage<>(
        page,
        new PageFacts(call.uri(), headers, body, total, ids, keys, pastTheEnd),
        pastTheEnd && shape.end() != End.RULE,
        0);
  }

  private List<String> key(Row row) {
    String time = Long.toString(row.time());
    return shape.keys() == Keys.COMPOUND_TIES ? List.of(time, row.id()) : List.of(time);
  }
}
