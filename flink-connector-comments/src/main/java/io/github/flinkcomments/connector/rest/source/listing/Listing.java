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
package io.github.flinkcomments.connector.rest.source.listing;

import io.github.flinkcomments.connector.rest.http.HttpObserver;
import io.github.flinkcomments.connector.rest.http.HttpOptions;
import io.github.flinkcomments.connector.rest.http.HttpPageClient;
import io.github.flinkcomments.connector.rest.http.Origin;
import io.github.flinkcomments.connector.rest.pagination.ChainedPagination;
import io.github.flinkcomments.connector.rest.pagination.OffsetPagination;
import io.github.flinkcomments.connector.rest.pagination.Pagination;
import io.github.flinkcomments.connector.rest.record.PageFormat;
import io.github.flinkcomments.connector.rest.record.ProbedRecord;
import io.github.flinkcomments.connector.rest.record.RecordIdentity;
import io.github.flinkcomments.connector.rest.request.RequestTemplate;
import io.github.flinkcomments.connector.rest.source.drift.DriftCheck;
import io.github.flinkcomments.connector.rest.source.drift.DriftGuard;
import java.io.Serializable;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.annotation.Internal;
import org.apache.flink.runtime.execution.SuppressRestartsException;

/**
 * A listing of an API: where it is, how it is paged, what its records look like and how it is
 * talked to.
 *
 * @param name what it is called in messages and recognised by in state; free of secrets
 * @param url the listing itself, without paging parameters; its origin is the one that is trusted
 * @param request what is the same in all requests
 * @param pagination how pages are asked for
 * @param format what pages look like
 * @param http how the API is talked to
 */
@Internal
public record Listing<T>(
    String name,
    URI url,
    RequestTemplate request,
    Pagination pagination,
    PageFormat<T> format,
    HttpOptions http)
    implements Serializable {

  /** A fingerprint with the digest of its request: what comes before it, and the digest. */
  private static final Pattern REQUEST = Pattern.compile("(.*), request ([0-9a-f]{8})");

  /** A fingerprint in which pages are counted: what comes before their size, and the size. */
  private static final Pattern PAGE_SIZE = Pattern.compile("(.*), (\\d+) a page");

  /** The same listing for whoever only asks how far it reaches; nothing else is read of records. */
  public Listing<ProbedRecord> forProbes() {
    return new Listing<>(name, url, request, pagination, format.forProbes(), http);
  }

  /** Opens a client for a listing that was never read; the caller closes it. */
  public ListingClient<T> open(HttpObserver observer) {
    return new ListingClient<>(this, new HttpPageClient(http, Origin.of(url), observer, false));
  }

  /**
   * Opens a client for a listing that was read before, by this job or the one whose state it has;
   * the caller closes it.
   */
  public ListingClient<T> openAgain(HttpObserver observer) {
    return new ListingClient<>(this, new HttpPageClient(http, Origin.of(url), observer, true));
  }

  /**
   * How ranges of offsets are asked for.
   *
   * @throws ClassCastException if the listing is walked as a chain
   */
  public OffsetPagination ranges() {
    return (OffsetPagination) pagination;
  }

  /**
   * How the pages of a chain are asked for.
   *
   * @throws ClassCastException if the listing is walked in ranges of offsets
   */
  public ChainedPagination chain() {
    return (ChainedPagination) pagination;
  }

  /**
   * What must be the same for an offset to mean the same row: the listing's name, the order and
   * counting of its rows, and which rows {@code request.query.*} and {@code request.body} ask for.
   * How many rows are asked for at once may change.
   */
  public String fingerprint() {
    return "%s, request %s".formatted(description(), request.digest());
  }

  private String description() {
    return described(
        pagination instanceof OffsetPagination ranges
            ? ranges.offsetParameter()
            : chain().fingerprint());
  }

  private String described(String way) {
    return "%s by %s".formatted(name, way);
  }

  private boolean continues(String described) {
    return described.equals(description())
        || (pagination instanceof ChainedPagination chain
            && chain.chaining().continued().stream()
                .map(this::described)
                .anyMatch(described::equals));
  }

  /**
   * What identifies a record: identities of different kinds say nothing about each other. Kept in
   * state, so it never changes.
   */
  public String identityKind() {
    return format.identity() instanceof RecordIdentity.Key key ? "key " + key.pointer() : "content";
  }

  /** What is done about drift of this listing. */
  public DriftGuard driftGuard(DriftCheck check) {
    return new DriftGuard(name, check, format.identity() instanceof RecordIdentity.Key);
  }

  /**
   * Checks that state belongs to this listing.
   *
   * @throws SuppressRestartsException if it belongs to another one
   */
  public void requireFingerprint(String restored) {
    // States of older versions say nothing about the request, and are taken as they are.
    Matcher told = REQUEST.matcher(restored);
    String described = told.matches() ? told.group(1) : restored;
    if (continues(described)) {
      requireRequest(told.matches() ? told.group(2) : request.digest());
      return;
    }
    Matcher before = PAGE_SIZE.matcher(described);
    Matcher now = PAGE_SIZE.matcher(description());
    if (before.matches() && now.matches() && before.group(1).equals(now.group(1))) {
      throw new SuppressRestartsException(
          new IllegalStateException(
              ("Reading %s cannot go on from the restored state: its pages had %s records, and now"
                      + " 'pagination.page-size' is %s, so that page numbers mean other pages. Set"
                      + " 'pagination.page-size' = '%s' again, or start without the old state into a"
                      + " fresh table.")
                  .formatted(name, before.group(2), now.group(2), before.group(2))));
    }
    throw new SuppressRestartsException(
        new IllegalStateException(
            ("The restored state belongs to the listing '%s', but the job reads '%s'; offsets of"
                    + " one mean nothing in the other. Start without the old state, or, if it is the"
                    + " same listing at a new address, set 'listing.check' = 'false' for this start"
                    + " and give it a lasting 'listing.name'.")
                .formatted(described, description())));
  }

  private void requireRequest(String restored) {
    if (!restored.equals(request.digest())) {
      throw new SuppressRestartsException(
          new IllegalStateException(
              ("Reading %s cannot go on from the restored state: 'request.query.*' or 'request.body'"
                      + " asked for something else when it was written, and positions in one listing"
                      + " mean nothing in another. Set them as they were, or start without the old"
                      + " state into a fresh table, or, if the same records come in the same order,"
                      + " set 'listing.check' = 'false' for this start.")
                  .formatted(name)));
    }
  }

  /** Names the listing; its URL may hold a secret. */
  @Override
  public String toString() {
    return "Listing[" + name + "]";
  }
}
