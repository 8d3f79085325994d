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
package io.github.flinkcomments.examples.api;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Which comments there are, in which order. Until something is deleted or inserted, the comment at
 * an index has the id {@code index + 1} and nothing is stored; from then on the ids are listed.
 *
 * <p>All methods are atomic: a page never shows half of a change.
 */
final class Listing {

  /** A stretch of the listing and how long the whole listing was at that moment. */
  @SuppressWarnings("ArrayRecordComponent") // Handed over once, never compared.
  record Page(int[] ids, int total) {}

  private int size;
  private int nextId;

  /** The ids in order, with room at the end; null while every id is its index plus one. */
  private int[] edited;

  Listing(int size) {
    this.size = size;
    this.nextId = size + 1;
  }

  synchronized int size() {
    return size;
  }

  synchronized int[] ids() {
    return page(0, size).ids();
  }

  synchronized Page page(long offset, long limit) {
    int from = (int) Math.min(Math.max(offset, 0), size);
    int to = (int) Math.min(from + Math.min(Math.max(limit, 0), size), size);
    int[] ids =
        edited == null
            ? IntStream.range(from, to).map(index -> index + 1).toArray()
            : Arrays.copyOfRange(edited, from, to);
    return new Page(ids, size);
  }

  /** Appends comments and returns the id of the last one. */
  synchronized int grow(int count) {
    if (count < 0) {
      throw new IllegalArgumentException("A listing cannot grow by " + count + " comments.");
    }
    if (edited != null) {
      makeRoom(count);
      for (int added = 0; added < count; added++) {
        edited[size + added] = nextId + added;
      }
    }
    size += count;
    nextId += count;
    return nextId - 1;
  }

  /** Deletes the comment at an index and returns its id. */
  synchronized int delete(int index) {
    listIds();
    int id = edited[checkIndex(index, size)];
    System.arraycopy(edited, index + 1, edited, index, size - index - 1);
    size--;
    return id;
  }

  /** Deletes the comment with this id; false if there is none. */
  synchronized boolean deleteId(int id) {
    int[] ids = ids();
    for (int index = 0; index < ids.length; index++) {
      if (ids[index] == id) {
        delete(index);
        return true;
      }
    }
    return false;
  }

  /** Inserts a new comment at an index, moving the later ones back, and returns its id. */
  synchronized int insert(int index) {
    checkIndex(index, size + 1);
    listIds();
    makeRoom(1);
    System.arraycopy(edited, index, edited, index + 1, size - index);
    edited[index] = nextId;
    size++;
    return nextId++;
  }

  private void listIds() {
    if (edited == null) {
      edited = ids();
    }
  }

  private void makeRoom(int count) {
    if (size + count > edited.length) {
      edited = Arrays.copyOf(edited, size + Math.max(count, size / 2));
    }
  }

  private int checkIndex(int index, int bound) {
    if (index < 0 || index >= bound) {
      throw new IndexOutOfBoundsException(
          "The listing has " + size + " comments; there is no index " + index + " to change.");
    }
    return index;
  }
}
