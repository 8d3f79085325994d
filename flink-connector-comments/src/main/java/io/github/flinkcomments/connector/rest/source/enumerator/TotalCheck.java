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
package io.github.flinkcomments.connector.rest.source.enumerator;

import io.github.flinkcomments.connector.rest.pagination.TotalLocation;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares where a total should be with the first page that has rows. If it is not there, that is
 * an error where the user has said so, and told where it is only the default.
 */
final class TotalCheck {

  private static final Logger LOG = LoggerFactory.getLogger(TotalCheck.class);

  private final String listing;
  private final TotalLocation location;
  private final boolean required;
  private boolean done;

  TotalCheck(String listing, TotalLocation location, boolean required) {
    this.listing = listing;
    this.location = location;
    this.required = required;
  }

  /**
   * Takes in a page with rows.
   *
   * @param told whether its answer told a total
   * @throws SuppressRestartsException if it should have
   */
  void saw(boolean told) {
    if (done || location instanceof TotalLocation.Unknown) {
      return;
    }
    done = true;
    if (told) {
      return;
    }
    if (required) {
      throw new SuppressRestartsException(
          new IllegalStateException(
              "The option %s, but the listing %s answers without such a total; correct it, or set 'pagination.total' = 'none' to have the end searched for."
                  .formatted(option(), listing)));
    }
    LOG.warn(
        "The listing {} answers without the total that {} would name; its end is searched for. If the API tells a total elsewhere,"
            + " name it, and else set 'pagination.total' = 'none'.",
        listing,
        option());
  }

  private String option() {
    return location instanceof TotalLocation.Header header
        ? "'pagination.total-header' is '%s'".formatted(header.name())
        : "'pagination.total-pointer' is '%s'".formatted(((TotalLocation.Body) location).pointer());
  }
}
