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
/**
 * Reads splits page by page and emits their records in order. There are two kinds of splits, and a
 * class whose name begins with {@code Range} or {@code Chain} serves one of them.
 *
 * <ul>
 *   <li>A range of offsets: {@code RangeSplitReader} reads several pages of it at once, as {@code
 *       PageWindow} and {@code PageLimit} plan them; {@code RangeReading} checks that they follow
 *       each other.
 *   <li>A chain of pages: {@code ChainSplitReader} reads many chains in turn; a {@code ChainWalk}
 *       is one of them, {@code ChainEnd} tells whether it has come to its end.
 * </ul>
 *
 * <p>On the task thread: the source readers and the record emitters. On the fetcher thread: the
 * split readers and what they plan with. Requests wait on the threads of {@code RequestPool}.
 * {@code CheckpointQuota} is used by the first two, and {@code InFlightLevel} by the last two.
 */
package io.github.flinkcomments.connector.rest.source.reader;
