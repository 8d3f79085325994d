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
package io.github.flinkcomments.connector.rest.source.reader;

import io.github.flinkcomments.connector.rest.source.listing.FetchedPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * A page of a range to come.
 *
 * @param request for it
 * @param witness where one is needed and has been asked for
 * @param earlier what earlier answers to the same request said
 * @param answer to come
 */
record PageUnderWay<T>(
    PageRequest request,
    Optional<CompletableFuture<Witness>> witness,
    List<Witness> earlier,
    CompletableFuture<FetchedPage<T>> answer) {

  PageUnderWay<T> with(CompletableFuture<Witness> newWitness) {
    return new PageUnderWay<>(request, Optional.of(newWitness), earlier, answer);
  }

  /** The same page, asked for once more. */
  PageUnderWay<T> again(CompletableFuture<FetchedPage<T>> newAnswer) {
    List<Witness> all = new ArrayList<>(earlier);
    all.add(Witness.ofFirstRow(answer.join().page()));
    return new PageUnderWay<>(request, witness, all, newAnswer);
  }

  /** Completes when the page can be taken in. */
  CompletableFuture<?> complete() {
    return witness.isEmpty() ? answer : CompletableFuture.allOf(witness.get(), answer);
  }

  /** Whether its answer says something else than all others. */
  boolean isDoubtful() {
    return witness.isPresent()
        && Stream.concat(Stream.of(witness.get().join()), earlier.stream())
            .noneMatch(other -> other.agreesWith(answer.join().page(), request));
  }
}
