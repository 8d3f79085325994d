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
package io.github.flinkcomments.connector.rest.failure;

import java.io.IOException;
import org.apache.flink.annotation.PublicEvolving;

/**
 * The body of a response is not the requested page: it is not JSON, is truncated, has another
 * shape, or exceeds a limit. It tells nothing about the listing: neither that the page is empty nor
 * that the listing ends.
 */
@PublicEvolving
public final class PageFormatException extends IOException {

  private static final long serialVersionUID = 1L;

  public PageFormatException(String message) {
    super(message);
  }

  public PageFormatException(String message, Throwable cause) {
    super(message, cause);
  }
}
