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
package io.github.flinkcomments.connector.rest.pagination;

import io.github.flinkcomments.connector.rest.record.CapturedValue;
import io.github.flinkcomments.connector.rest.request.MaskedUri;
import java.util.List;
import org.apache.flink.annotation.Internal;

/**
 * Which page of a chain is asked for. Part of the state of a chained walk: the bytes of each form
 * are frozen by the serializer of the chain's split.
 */
@Internal
public sealed interface PageAddress {

  /** Which page it is, for messages. */
  String describe();

  private static String abbreviated(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }

  /** The first page, which is asked for without a token, link or key. */
  record First() implements PageAddress {
    @Override
    public String describe() {
      return "the first page";
    }
  }

  /**
   * A page by its number.
   *
   * @param page as the API counts
   */
  record Numbered(long page) implements PageAddress {
    @Override
    public String describe() {
      return "page " + page;
    }
  }

  /**
   * A page by the offset of its first record.
   *
   * @param offset as the API counts
   */
  record Offset(long offset) implements PageAddress {
    @Override
    public String describe() {
      return "offset " + offset;
    }
  }

  /**
   * A page by the token that an earlier answer has told.
   *
   * @param token as it was told
   */
  record Token(CapturedValue token) implements PageAddress {
    @Override
    public String describe() {
      return "the page of cursor " + abbreviated(MaskedUri.inText(token.text()));
    }

    /** A server may put the secrets of a request into its tokens. */
    @Override
    public String toString() {
      return "Token[" + MaskedUri.inText(token.text()) + "]";
    }
  }

  /**
   * A page by a URL that an earlier answer has told.
   *
   * @param uri absolute
   */
  record Url(String uri) implements PageAddress {
    @Override
    public String describe() {
      return "a linked page";
    }

    /** A server may repeat the secrets of a request in its links. */
    @Override
    public String toString() {
      return "Url[" + MaskedUri.inText(uri) + "]";
    }
  }

  /**
   * The records that come after a sort key.
   *
   * @param key the parts of the key of the last record that was read
   * @param seen identities of the records read that have this very key: those that the API may hand
   *     out once more are left out
   */
  record AfterKey(List<String> key, List<String> seen) implements PageAddress {

    /** Copies the lists. */
    public AfterKey {
      key = List.copyOf(key);
      seen = List.copyOf(seen);
    }

    @Override
    public String describe() {
      return "the page after key " + abbreviated(String.join(", ", key));
    }
  }

  /**
   * The only page, as it looked when its records were last read.
   *
   * @param digest of its records
   */
  record Content(String digest) implements PageAddress {
    @Override
    public String describe() {
      return "the page";
    }
  }
}
