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

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/**
 * A comments API in this process, with the interface of jsonplaceholder: {@code GET
 * /comments?_start=&_limit=} serves a page and tells the total in {@code X-Total-Count}; without
 * {@code _limit} the whole rest is served. Pages may be numbered as well, from 1 ({@code _page}),
 * or follow the cursors of the header {@code X-Next-Cursor} ({@code _cursor}, from 0). {@code POST
 * /comments?count=N} adds comments and {@code DELETE /comments/ID} deletes one.
 *
 * <p>It listens on the loopback interface only. Everything can be changed from any thread while it
 * runs: the listing, how requests are answered in general ({@link #behaviour()}) and what goes
 * wrong ({@link #faults()}).
 */
public final class CommentsServer implements AutoCloseable {

  private final Listing listing;
  private final Behaviour behaviour = new Behaviour();
  private final Faults faults = new Faults();
  private final RequestLog requests;
  private final List<Hold> holds = new CopyOnWriteArrayList<>();
  private final PageHooks hooks = new PageHooks();
  private final Optional<AccessLog> accessLog;
  private final Optional<Growth> growth;
  private final HttpEndpoint endpoint;

  private CommentsServer(Builder builder) {
    this.listing = new Listing(builder.comments);
    this.requests = new RequestLog(builder.rememberedRequests);
    this.accessLog = builder.accessLog.map(AccessLog::open);
    this.growth = builder.growth.map(pace -> Growth.start(listing, pace));
    Reads reads = new Reads(listing, behaviour, faults, hooks, this::awaitRelease, this::log);
    this.endpoint = HttpEndpoint.start(builder.port, new Routes(listing, behaviour, reads)::handle);
  }

  /** A server of 500 comments on any free port, unless told otherwise. */
  public static Builder builder() {
    return new Builder();
  }

  /** The listing itself, {@code http://127.0.0.1:port/comments}. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + endpoint.port() + Routes.LISTING);
  }

  public int port() {
    return endpoint.port();
  }

  /** How many clients' connections are open. */
  public int connections() {
    return endpoint.connections();
  }

  /** How many comments there are. */
  public int size() {
    return listing.size();
  }

  /** The ids of all comments, in the order of the listing. */
  public int[] ids() {
    return listing.ids();
  }

  /** Appends comments at the end. */
  public void grow(int count) {
    listing.grow(count);
  }

  /** Deletes the comment at an index and returns its id. */
  public int delete(int index) {
    return listing.delete(index);
  }

  /** Inserts a new comment at an index, moving the later ones back, and returns its id. */
  public int insert(int index) {
    return listing.insert(index);
  }

  public Behaviour behaviour() {
    return behaviour;
  }

  public Faults faults() {
    return faults;
  }

  public RequestLog requests() {
    return requests;
  }

  /** Keeps matching requests waiting until the returned hold is closed. */
  public Hold hold(Predicate<ListingRequest> matches) {
    Hold hold = new Hold(matches);
    holds.add(hold);
    return hold;
  }

  /**
   * Runs an action once: after the page of the first matching request was read from the listing,
   * before its first byte is sent. So a change made by the action lies exactly between this page
   * and whatever its receiver asks for next.
   */
  public void afterPage(Predicate<ListingRequest> matches, Runnable action) {
    hooks.add(matches, action);
  }

  /** Ends all connections and threads, also of requests that are delayed, held or stalled. */
  @Override
  public void close() {
    growth.ifPresent(Growth::close);
    endpoint.close();
    accessLog.ifPresent(AccessLog::close);
  }

  private void awaitRelease(ListingRequest request) throws InterruptedException {
    for (Hold hold : holds) {
      hold.pass(request);
    }
  }

  private void log(ServedRequest served) {
    requests.add(served);
    accessLog.ifPresent(log -> log.add(served));
  }

  /** Collects what is fixed for the life of a server. */
  public static final class Builder {

    private int comments = 500;
    private int port;
    private int rememberedRequests = 100_000;
    private Optional<Path> accessLog = Optional.empty();
    private Optional<Growth.Pace> growth = Optional.empty();

    private Builder() {}

    /** Comments at the start; 500 by default, as jsonplaceholder has. */
    public Builder comments(int count) {
      this.comments = count;
      return this;
    }

    /** The port to listen on; zero, the default, takes any free one. */
    public Builder port(int port) {
      this.port = port;
      return this;
    }

    /** How many of the newest requests {@link #requests()} keeps; 100,000 by default. */
    public Builder rememberedRequests(int newest) {
      this.rememberedRequests = newest;
      return this;
    }

    /** Appends a line for each request to this file; none by default. */
    public Builder accessLog(Path file) {
      this.accessLog = Optional.of(file);
      return this;
    }

    /** Appends comments by itself each time an interval has passed; never by default. */
    public Builder growEvery(Duration interval, int comments) {
      this.growth = Optional.of(new Growth.Pace(interval, comments));
      return this;
    }

    public CommentsServer start() {
      return new CommentsServer(this);
    }
  }
}
