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

import io.github.flinkcomments.connector.rest.pagination.ChainByCursor;
import io.github.flinkcomments.connector.rest.pagination.ChainByKey;
import io.github.flinkcomments.connector.rest.pagination.ChainByLinkHeader;
import io.github.flinkcomments.connector.rest.pagination.ChainByNextUrl;
import io.github.flinkcomments.connector.rest.pagination.ChainByOffset;
import io.github.flinkcomments.connector.rest.pagination.ChainByPageNumber;
import io.github.flinkcomments.connector.rest.pagination.ChainedPagination;
import io.github.flinkcomments.connector.rest.pagination.Chaining;
import io.github.flinkcomments.connector.rest.pagination.EndCondition;
import io.github.flinkcomments.connector.rest.pagination.EndRule;
import io.github.flinkcomments.connector.rest.pagination.Placeholders;
import io.github.flinkcomments.connector.rest.pagination.SinglePage;
import io.github.flinkcomments.connector.rest.pagination.TotalLocation;
import io.github.flinkcomments.connector.rest.request.PageCall;
import io.github.flinkcomments.connector.rest.request.RequestTemplate;
import io.github.flinkcomments.connector.rest.source.drift.DriftCheck;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an API is like, and how it is declared: one value of each axis.
 *
 * @param askedSize records asked for at once
 * @param servedSize rows that a page is cut from; no more than are asked for
 * @param pagesByNumber whether tokens and links count pages, and not the rows handed out
 */
record Shape(
    Paging paging,
    End end,
    TokenFrom tokenFrom,
    TokenTo tokenTo,
    SizeTold sizeTold,
    Hidden hidden,
    Totals totals,
    PastTheEnd pastTheEnd,
    Keys keys,
    Sharing sharing,
    Drift drift,
    int askedSize,
    int servedSize,
    int firstPage,
    boolean pagesByNumber,
    boolean bounded) {

  enum Paging {
    OFFSET,
    PAGE_NUMBER,
    CURSOR,
    LINK_HEADER,
    NEXT_URL,
    KEYSET,
    NONE
  }

  /** How the end is declared. */
  enum End {
    SHORT_PAGE,
    EMPTY_PAGE,
    TOTAL,
    TOTAL_OR_EMPTY_PAGE,
    TOTAL_OF_PAGES,
    FLAG,
    NULL_POINTER,
    MISSING,
    SAME_TOKEN,
    REPEATED_PAGE,
    RULE,
    NOTHING
  }

  enum TokenFrom {
    BODY,
    HEADER,
    MEMBERS,
    CUT_OUT,
    NOWHERE
  }

  enum TokenTo {
    QUERY,
    PATH,
    BODY,
    HEADER
  }

  /** Whether the page size is sent, and whether the API has a cap below it. */
  enum SizeTold {
    SENT,
    SENT_AND_CAPPED,
    NOT_SENT
  }

  /** Records that are filtered out after pages were cut. */
  enum Hidden {
    NONE,
    SOME,
    WHOLE_PAGES
  }

  enum Totals {
    EXACT,
    OVERSTATED,
    LAGGING,
    CAPPED,
    NONE
  }

  enum PastTheEnd {
    EMPTY,
    ERROR,
    LAST_PAGE_AGAIN
  }

  enum Keys {
    NONE,
    UNIQUE,
    INCLUSIVE,
    INCLUSIVE_TIES,
    COMPOUND_TIES
  }

  /** Whether readers share the listing, and in ranges of what. */
  enum Sharing {
    WHOLE,
    PAGES,
    KEYS
  }

  /** Whether records at the end of the listing are deleted, and what is to be done then. */
  enum Drift {
    STABLE,
    FAIL,
    WARN,
    OFF;

    DriftCheck check() {
      return this == STABLE ? DriftCheck.FAIL : DriftCheck.valueOf(name());
    }
  }

  static Shape draw(Dice dice) {
    Paging paging = dice.oneOf(Paging.values());
    End end = dice.oneOf(ends(paging));
    boolean total = end == End.TOTAL || end == End.TOTAL_OR_EMPTY_PAGE || end == End.TOTAL_OF_PAGES;
    SizeTold sizeTold = dice.oneOf(SizeTold.values());
    Keys keys =
        paging != Paging.KEYSET
            ? Keys.NONE
            : end == End.SAME_TOKEN
                ? dice.oneOf(Keys.INCLUSIVE, Keys.INCLUSIVE_TIES)
                : dice.oneOf(Keys.UNIQUE, Keys.COMPOUND_TIES);
    TokenFrom tokenFrom =
        paging == Paging.CURSOR
            ? dice.oneOf(TokenFrom.BODY, TokenFrom.HEADER, TokenFrom.MEMBERS, TokenFrom.CUT_OUT)
            : TokenFrom.NOWHERE;
    boolean linked =
        paging == Paging.LINK_HEADER || paging == Paging.NEXT_URL || paging == Paging.NONE;
    TokenTo tokenTo =
        linked || tokenFrom == TokenFrom.MEMBERS || keys == Keys.COMPOUND_TIES
            ? TokenTo.QUERY
            : dice.oneOf(TokenTo.values());
    Hidden hidden =
        paging == Paging.OFFSET || paging == Paging.NONE || dice.happens(0.5)
            ? Hidden.NONE
            : dice.oneOf(Hidden.SOME, Hidden.WHOLE_PAGES);
    int askedSize = dice.between(hidden == Hidden.SOME ? 2 : 1, 6);
    int servedSize =
        sizeTold == SizeTold.SENT
            ? askedSize
            : dice.between(Math.min(askedSize, hidden == Hidden.SOME ? 2 : 1), askedSize);
    boolean numbered = paging == Paging.PAGE_NUMBER || paging == Paging.OFFSET;
    PastTheEnd pastTheEnd =
        end == End.REPEATED_PAGE
            ? PastTheEnd.LAST_PAGE_AGAIN
            : end == End.RULE
                ? PastTheEnd.ERROR
                : numbered && (end == End.SHORT_PAGE || end == End.TOTAL) && dice.happens(0.3)
                    ? PastTheEnd.ERROR
                    : PastTheEnd.EMPTY;
    Totals totals =
        !total
            ? Totals.NONE
            : end == End.TOTAL_OF_PAGES
                ? Totals.EXACT
                : dice.oneOf(Totals.EXACT, Totals.OVERSTATED, Totals.LAGGING, Totals.CAPPED);
    boolean pagesByNumber =
        (paging == Paging.CURSOR || linked) && end == End.EMPTY_PAGE && dice.happens(0.5);
    Sharing sharing =
        paging == Paging.KEYSET && keys != Keys.COMPOUND_TIES && dice.happens(0.5)
            ? Sharing.KEYS
            : paging == Paging.PAGE_NUMBER && total && end != End.TOTAL && dice.happens(0.5)
                ? Sharing.PAGES
                : Sharing.WHOLE;
    boolean mayDrift = sharing == Sharing.WHOLE && paging != Paging.KEYSET && paging != Paging.NONE;
    Drift drift =
        mayDrift && dice.happens(0.15)
            ? dice.oneOf(Drift.FAIL, Drift.WARN, Drift.OFF)
            : Drift.STABLE;
    return new Shape(
        paging,
        end,
        tokenFrom,
        tokenTo,
        sizeTold,
        hidden,
        totals,
        pastTheEnd,
        keys,
        sharing,
        drift,
        askedSize,
        servedSize,
        dice.below(2),
        pagesByNumber,
        dice.happens(0.25));
  }

  private static List<End> ends(Paging paging) {
    return switch (paging) {
      case OFFSET ->
          List.of(
              End.SHORT_PAGE,
              End.EMPTY_PAGE,
              End.TOTAL_OR_EMPTY_PAGE,
              End.FLAG,
              End.NULL_POINTER,
              End.RULE);
      case PAGE_NUMBER ->
          List.of(
              End.SHORT_PAGE,
              End.EMPTY_PAGE,
              End.TOTAL,
              End.TOTAL_OR_EMPTY_PAGE,
              End.TOTAL_OF_PAGES,
              End.FLAG,
              End.NULL_POINTER,
              End.REPEATED_PAGE,
              End.RULE);
      case CURSOR ->
          List.of(
              End.MISSING, End.FLAG, End.NULL_POINTER, End.SAME_TOKEN, End.EMPTY_PAGE, End.TOTAL);
      case LINK_HEADER, NEXT_URL -> List.of(End.MISSING, End.FLAG, End.EMPTY_PAGE, End.TOTAL);
      case KEYSET -> List.of(End.EMPTY_PAGE, End.SHORT_PAGE, End.FLAG, End.SAME_TOKEN);
      case NONE -> List.of(End.NOTHING);
    };
  }

  /** Whether what is declared as the end is the end. Where it is not, what is read has no gaps. */
  boolean endIsTrue() {
    return switch (end) {
      case SHORT_PAGE -> hidden == Hidden.NONE;
      case EMPTY_PAGE -> hidden != Hidden.WHOLE_PAGES;
      case TOTAL_OR_EMPTY_PAGE ->
          (hidden == Hidden.NONE || (hidden == Hidden.SOME && totalIsNotTooLow()))
              // Who lags behind may tell a total that is just high enough.
              && !(sharing == Sharing.PAGES && totals == Totals.OVERSTATED);
      case TOTAL -> hidden == Hidden.NONE || totalIsNotTooLow();
      case SAME_TOKEN ->
          paging != Paging.KEYSET
              || (hidden == Hidden.NONE && (sizeTold == SizeTold.SENT || servedSize > mostTies()));
      case RULE, FLAG, NULL_POINTER, MISSING, TOTAL_OF_PAGES, NOTHING -> true;
      case REPEATED_PAGE -> hidden != Hidden.WHOLE_PAGES;
    };
  }

  private boolean totalIsNotTooLow() {
    return totals == Totals.EXACT || totals == Totals.OVERSTATED;
  }

  /**
   * Whether a page may be taken for full that is not: of pages of unknown size that have records
   * hidden. What is added to it before the next one is asked for is passed over.
   */
  boolean fullPageIsUnknown() {
    return hidden != Hidden.NONE
        && sizeTold != SizeTold.SENT
        && (paging == Paging.PAGE_NUMBER || pagesByNumber);
  }

  /** Whether the answers contradict what is declared, so that the job may stop with an error. */
  boolean contradictsItself() {
    boolean emptyPageInTheMiddle = hidden == Hidden.WHOLE_PAGES;
    if (sharing == Sharing.KEYS && bounded && emptyPageInTheMiddle) {
      // A range is known to have a record behind it.
      return true;
    }
    return switch (end) {
      case TOTAL -> totals == Totals.OVERSTATED || emptyPageInTheMiddle;
      case SHORT_PAGE -> pastTheEnd == PastTheEnd.ERROR;
      case FLAG -> paging == Paging.KEYSET && emptyPageInTheMiddle;
      // More records may share a key than a page holds.
      case SAME_TOKEN ->
          paging == Paging.KEYSET
              && (servedSize <= mostTies() || sizeTold != SizeTold.SENT || hidden != Hidden.NONE);
      case EMPTY_PAGE,
          TOTAL_OR_EMPTY_PAGE,
          TOTAL_OF_PAGES,
          NULL_POINTER,
          MISSING,
          REPEATED_PAGE,
          RULE,
          NOTHING ->
          false;
    };
  }

  /** Records that may share a key. */
  int mostTies() {
    return keys == Keys.INCLUSIVE_TIES || keys == Keys.COMPOUND_TIES ? 3 : 1;
  }

  ChainedPagination pagination() {
    return new ChainedPagination(
        chaining(),
        endRule(),
        totals == Totals.NONE
            ? new TotalLocation.Unknown()
            : new TotalLocation.Header("X-Total-Count"),
        sizeTold == SizeTold.NOT_SENT ? "" : "size",
        askedSize,
        sizeTold != SizeTold.NOT_SENT,
        false);
  }

  private Chaining chaining() {
    String parameter = tokenTo == TokenTo.QUERY ? "at" : "";
    return switch (paging) {
      case OFFSET -> new ChainByOffset(parameter, 0);
      case PAGE_NUMBER -> new ChainByPageNumber(parameter, firstPage);
      case CURSOR ->
          new ChainByCursor(
              tokenFrom == TokenFrom.MEMBERS ? ChainByCursor.ALL_MEMBERS : parameter,
              tokenFrom == TokenFrom.HEADER ? "" : "/next",
              tokenFrom == TokenFrom.HEADER ? "X-Next" : "",
              tokenFrom == TokenFrom.CUT_OUT ? "[?&]at=([^&]+)" : "");
      case LINK_HEADER -> new ChainByLinkHeader("next", "");
      case NEXT_URL -> new ChainByNextUrl("/next");
      case KEYSET ->
          keys == Keys.COMPOUND_TIES
              ? new ChainByKey(List.of("at", "id"), List.of("/time", "/id"), false)
              : new ChainByKey(
                  parameter.isEmpty() ? List.of() : List.of(parameter),
                  List.of("/time"),
                  keys != Keys.UNIQUE,
                  sharing == Sharing.KEYS);
      case NONE -> new SinglePage();
    };
  }

  private EndRule endRule() {
    Set<EndCondition> conditions =
        switch (end) {
          case SHORT_PAGE -> EnumSet.of(EndCondition.SHORT_PAGE);
          case EMPTY_PAGE -> EnumSet.of(EndCondition.EMPTY_PAGE);
          case TOTAL, TOTAL_OF_PAGES -> EnumSet.of(EndCondition.TOTAL);
          case TOTAL_OR_EMPTY_PAGE -> EnumSet.of(EndCondition.TOTAL, EndCondition.EMPTY_PAGE);
          case FLAG -> EnumSet.of(EndCondition.FLAG);
          case NULL_POINTER -> EnumSet.of(EndCondition.NULL_POINTER);
          case MISSING ->
              EnumSet.of(
                  paging == Paging.CURSOR ? EndCondition.MISSING_TOKEN : EndCondition.MISSING_LINK);
          // An inclusive key ends by itself, too.
          case SAME_TOKEN ->
              EnumSet.of(
                  paging == Paging.KEYSET && askedSize % 2 == 0
                      ? EndCondition.EMPTY_PAGE
                      : EndCondition.SAME_TOKEN);
          // An empty listing has no page to repeat.
          case REPEATED_PAGE -> EnumSet.of(EndCondition.REPEATED_PAGE, EndCondition.EMPTY_PAGE);
          case RULE -> EnumSet.of(EndCondition.RULE);
          case NOTHING -> EnumSet.noneOf(EndCondition.class);
        };
    boolean pointed = end == End.FLAG || end == End.NULL_POINTER;
    return new EndRule(
        conditions,
        pointed ? "/more" : "",
        end == End.FLAG ? "false" : "",
        end == End.TOTAL_OF_PAGES);
  }

  RequestTemplate request() {
    String placeholder =
        switch (paging) {
          case OFFSET -> "{offset}";
          case PAGE_NUMBER -> "{page}";
          case CURSOR -> "{cursor}";
          case KEYSET -> "{key}";
          case LINK_HEADER, NEXT_URL, NONE -> "";
        };
    Set<String> names = new HashSet<>(Placeholders.all());
    names.add("slice");
    String url = "http://api/of{slice}/";
    return new RequestTemplate(
        tokenTo == TokenTo.BODY ? PageCall.Method.POST : PageCall.Method.GET,
        tokenTo == TokenTo.PATH ? url + placeholder : url,
        Map.of(),
        Map.of(),
        tokenTo == TokenTo.HEADER ? Map.of("X-At", placeholder) : Map.of(),
        tokenTo == TokenTo.BODY ? "{\"at\": \"" + placeholder + "\"}" : "",
        names);
  }
}
