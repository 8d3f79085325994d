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
 * Reads ranges page by page and emits their rows in order.
 *
 * <p>On the task thread: {@code RangeSourceReader} and {@code RangeRecordEmitter}. On the fetcher
 * thread: {@code RangeSplitReader} and what it plans with, {@code RangeReading}, {@code PageWindow}
 * and {@code PageLimit}. Requests wait on the threads of {@code RequestPool}. {@code
 * CheckpointQuota} is shared by the first two.
 */
package io.github.flinkcomments.connector.rest.source.reader;
