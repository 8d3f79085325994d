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

import io.github.flinkcomments.connector.rest.pagination.PageFacts;
import io.github.flinkcomments.connector.rest.record.Page;
import org.apache.flink.annotation.Internal;

/**
 * A page of a chain that was accepted whole.
 *
 * @param page its records
 * @param facts what the response says about the listing
 * @param likelyPastTheEnd whether there is no page, but an error that servers answer with past the
 *     end, and not for this reason alone
 * @param fetchTimeMillis when the response arrived, in milliseconds since the epoch
 */
@Internal
public record AnsweredPage<T>(
    Page<T> page, PageFacts facts, boolean likelyPastTheEnd, long fetchTimeMillis) {}
