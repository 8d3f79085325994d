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

import io.github.flinkcomments.connector.rest.http.PageResponse;
import io.github.flinkcomments.connector.rest.http.ResponseReader;
import io.github.flinkcomments.connector.rest.pagination.PageAddress;
import io.github.flinkcomments.connector.rest.pagination.PageFacts;
import io.github.flinkcomments.connector.rest.record.Page;
import io.github.flinkcomments.connector.rest.record.PageOrigin;
import io.github.flinkcomments.connector.rest.record.PageReader;
import io.github.flinkcomments.connector.rest.request.PageCall;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Reads the response to a request for a page of a chain.
 *
 * @param listing the listing
 * @param pages parses bodies; of the thread that reads the response
 * @param call the request
 * @param page that it asks for
 * @param mayLiePastTheEnd whether a client error may mean that the listing ends before the page
 */
record ChainResponseReader<T>(
    Listing<T> listing,
    PageReader<T> pages,
    PageCall call,
    PageAddress page,
    boolean mayLiePastTheEnd)
    implements ResponseReader<AnsweredPage<T>> {

  @Override
  public AnsweredPage<T> read(PageResponse response) throws IOException {
    Page<T> read = pages.read(response.body(), response.charset(), origin(response));
    PageFacts facts =
        new PageFacts(
            call.uri(),
            response.uri(),
            response.headers(),
            read.captured(),
            ToldTotal.of(listing.chain().total(), response, read),
            read.identities(),
            read.keys(),
            false);
    return new AnsweredPage<>(read, facts, false, response.fetchTimeMillis());
  }

  private PageOrigin origin(PageResponse response) {
    return new PageOrigin(
        page.describe(),
        page instanceof PageAddress.Offset offset
            ? OptionalLong.of(offset.offset())
            : OptionalLong.empty(),
        page instanceof PageAddress.Numbered number
            ? OptionalLong.of(number.page())
            : OptionalLong.empty(),
        call.uri(),
        response.status(),
        response.headers(),
        response.fetchTimeMillis());
  }

  @Override
  public boolean readsBodyAsRecord() {
    return listing.format().readsBodyAsRecord();
  }

  @Override
  public boolean mayLiePastTheEnd(int status) {
    return mayLiePastTheEnd && PastTheEnd.isLikely(status);
  }

  @Override
  public String advice(int status) {
    return page.equals(listing.chain().chaining().first()) ? "" : PastTheEnd.advice(status);
  }

  @Override
  public AnsweredPage<T> pastTheEnd(PageResponse response) {
    PageFacts facts =
        new PageFacts(
            call.uri(), Map.of(), Map.of(), OptionalLong.empty(), List.of(), List.of(), true);
    return new AnsweredPage<>(Page.empty(), facts, mayLiePastTheEnd(response.status()), 0);
  }
}
