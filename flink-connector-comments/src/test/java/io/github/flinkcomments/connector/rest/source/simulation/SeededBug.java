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

import io.github.flinkcomments.connector.rest.pagination.ChainedPagination;
import io.github.flinkcomments.connector.rest.pagination.EndCondition;
import io.github.flinkcomments.connector.rest.pagination.EndRule;
import io.github.flinkcomments.connector.rest.pagination.PageAddress;
import io.github.flinkcomments.connector.rest.pagination.PageFacts;
import io.github.flinkcomments.connector.rest.record.Page;
import io.github.flinkcomments.connector.rest.source.drift.DriftCheck;
import io.github.flinkcomments.connector.rest.source.enumerator.ChainEnumeratorState;
import io.github.flinkcomments.connector.rest.source.listing.AnsweredPage;
import io.github.flinkcomments.connector.rest.source.split.ChainPosition;
import io.github.flinkcomments.connector.rest.source.split.ChainSplit;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Bugs that readers of paged APIs have had, put around this one, each where it would be. */
enum SeededBug {
  /** The fetcher's position goes into checkpoints, and not that of what was emitted. */
  POSITION_OF_THE_FETCHER(
      new Variant() {
        @Override
        boolean positionOfTheFetcher() {
          return true;
        }
      }),

  /** State knows the page, and not how much of it was emitted. */
  PAGE_ALONE_IN_STATE(
      new Variant() {
        @Override
        ChainSplit restored(ChainSplit split) {
          ChainPosition position = split.position();
          return split.at(ChainPosition.before(position.page(), position.recordsBefore()));
        }
      }),

  /** State knows the key, and not which records with this key were emitted. */
  TIES_NOT_IN_STATE(
      new Variant() {
        @Override
        ChainSplit restored(ChainSplit split) {
          return split.position().page() instanceof PageAddress.AfterKey after
              ? split.at(
                  ChainPosition.before(
                      new PageAddress.AfterKey(after.key(), List.of()),
                      split.position().recordsBefore()))
              : split;
        }
      }),

  /** A chain that has met its end is done for good. */
  END_IS_FINAL(
      new Variant() {
        @Override
        boolean bounded(boolean sound) {
          return true;
        }
      }),

  /** What a failed reader was given since the last checkpoint is forgotten. */
  SPLITS_NOT_GIVEN_BACK(
      new Variant() {
        @Override
        List<ChainSplit> givenBack(List<ChainSplit> splits) {
          return List.of();
        }
      }),

  /** A restored enumerator makes the first chain once more. */
  LISTING_BEGUN_AGAIN(
      new Variant() {
        @Override
        ChainEnumeratorState restored(ChainEnumeratorState state) {
          return new ChainEnumeratorState(
              state.fingerprint(), false, state.frontier(), state.waiting());
        }
      }),

  /** A checkpoint that fails counts like one that completes. */
  DECLINED_CHECKPOINT_OPENS_QUOTA(
      new Variant() {
        @Override
        boolean declinedOpensQuota() {
          return true;
        }
      }),

  /** With several requests under way, the first answer is taken for that of the first request. */
  ANSWERS_AS_THEY_COME(
      new Variant() {
        @Override
        Job.Pending answered(List<Job.Pending> pending, Job.Pending request) {
          return pending.stream()
              .filter(
                  other ->
                      other.subtask() == request.subtask() && other.slice().equals(request.slice()))
              .findFirst()
              .orElseThrow();
        }
      }),

  /** A short page is the end, whatever is declared. */
  SHORT_PAGE_ENDS(
      new Variant() {
        @Override
        ChainedPagination pagination(ChainedPagination sound) {
          return alsoEndedBy(EndCondition.SHORT_PAGE, sound);
        }
      }),

  /** An empty page is the end, whatever is declared. */
  EMPTY_PAGE_ENDS(
      new Variant() {
        @Override
        ChainedPagination pagination(ChainedPagination sound) {
          return alsoEndedBy(EndCondition.EMPTY_PAGE, sound);
        }
      }),

  /** An error is taken for the end. */
  ERROR_ENDS(
      new Variant() {
        @Override
        Optional<AnsweredPage<String>> takenForAnswer(Throwable failure) {
          return Optional.of(
              new AnsweredPage<>(
                  Page.empty(),
                  new PageFacts(
                      URI.create("http://api/"),
                      Map.of(),
                      Map.of(),
                      OptionalLong.empty(),
                      List.of(),
                      List.of(),
                      true),
                  false,
                  0));
        }
      }),

  /** State knows where a range of keys stands, and not where it ends. */
  LAST_KEY_NOT_IN_STATE(
      new Variant() {
        @Override
        ChainSplit restored(ChainSplit split) {
          return new ChainSplit(
              split.name(),
              split.slice(),
              split.position(),
              split.identityKind(),
              split.endPage(),
              OptionalLong.empty(),
              split.counted());
        }
      }),

  /** State belongs to subtasks, and is lost with them. */
  STATE_BY_SUBTASK(
      new Variant() {
        @Override
        boolean statesBySubtask() {
          return true;
        }
      });

  /** The sound job, unless something is overridden. */
  static class Variant {

    boolean positionOfTheFetcher() {
      return false;
    }

    ChainSplit restored(ChainSplit split) {
      return split;
    }

    ChainEnumeratorState restored(ChainEnumeratorState state) {
      return state;
    }

    boolean bounded(boolean sound) {
      return sound;
    }

    List<ChainSplit> givenBack(List<ChainSplit> splits) {
      return splits;
    }

    boolean declinedOpensQuota() {
      return false;
    }

    Job.Pending answered(List<Job.Pending> pending, Job.Pending request) {
      return request;
    }

    ChainedPagination pagination(ChainedPagination sound) {
      return sound;
    }

    DriftCheck driftCheck(DriftCheck sound) {
      return sound;
    }

    Optional<AnsweredPage<String>> takenForAnswer(Throwable failure) {
      return Optional.empty();
    }

    boolean statesBySubtask() {
      return false;
    }
  }

  static final Variant NONE = new Variant();

  /** Variants have no fields. */
  @SuppressWarnings("ImmutableEnumChecker")
  private final Variant variant;

  SeededBug(Variant variant) {
    this.variant = variant;
  }

  Variant variant() {
    return variant;
  }

  private static ChainedPagination alsoEndedBy(EndCondition condition, ChainedPagination sound) {
    Set<EndCondition> conditions = EnumSet.of(condition);
    conditions.addAll(sound.end().conditions());
    return new ChainedPagination(
        sound.chaining(),
        new EndRule(
            conditions, sound.end().pointer(), sound.end().value(), sound.end().pagesCounted()),
        sound.total(),
        sound.limitParameter(),
        sound.pageSize(),
        sound.pageSizeKnown(),
        sound.repeatQuery());
  }
}
