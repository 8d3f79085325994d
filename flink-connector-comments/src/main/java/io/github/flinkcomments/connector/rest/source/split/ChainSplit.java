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
package io.github.flinkcomments.connector.rest.source.split;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.flink.annotation.Internal;

/**
 * A chain of pages, and how far its records were emitted.
 *
 * @param name tells the chains of a listing apart
 * @param slice what the placeholders of its slice stand for; none where the listing is one slice
 * @param position where it stands
 * @param identityKind what the identity in the position identifies a record by
 * @param endPage number of the page before which it stops; empty if it goes on to the end
 * @param lastKey highest integer key that belongs to it: it stops at a record with a higher one;
 *     empty if it goes on to the end
 * @param counted whether the records before its position were counted; else they are as many as
 *     there would be if no page had records hidden
 */
@Internal
public record ChainSplit(
    String name,
    Map<String, String> slice,
    ChainPosition position,
    Optional<String> identityKind,
    OptionalLong endPage,
    OptionalLong lastKey,
    boolean counted)
    implements RestSplit {

  /** Copies the map. */
  public ChainSplit {
    slice = new TreeMap<>(slice);
  }

  /**
   * A chain that no key ends, whose records were counted.
   *
   * @param name tells the chains of a listing apart
   * @param slice what the placeholders of its slice stand for
   * @param position where it stands
   * @param identityKind what the identity in the position identifies a record by
   * @param endPage number of the page before which it stops; empty if it goes on to the end
   */
  public ChainSplit(
      String name,
      Map<String, String> slice,
      ChainPosition position,
      Optional<String> identityKind,
      OptionalLong endPage) {
    this(name, slice, position, identityKind, endPage, OptionalLong.empty(), true);
  }

  /** The same chain at another position. */
  public ChainSplit at(ChainPosition newPosition) {
    return new ChainSplit(name, slice, newPosition, identityKind, endPage, lastKey, counted);
  }

  /**
   * The same chain in the hands of a reader that identifies records by {@code kind}: an identity of
   * another kind is dropped, because comparing it would say nothing.
   */
  public ChainSplit identifiedBy(String kind) {
    return new ChainSplit(
        name,
        slice,
        isIdentifiedBy(kind) ? position : position.withoutIdentity(),
        Optional.of(kind),
        endPage,
        lastKey,
        counted);
  }

  /** Whether identities in its position can be compared with those of this kind. */
  public boolean isIdentifiedBy(String kind) {
    return identityKind.isEmpty() || identityKind.get().equals(kind);
  }

  @Override
  public String splitId() {
    return name;
  }
}
