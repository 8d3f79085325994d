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
 * Finds out how far a listing reaches and hands out splits of it.
 *
 * <p>{@link io.github.flinkcomments.connector.rest.source.enumerator.RangeEnumerator} and {@link
 * io.github.flinkcomments.connector.rest.source.enumerator.ChainEnumerator} are the glue to Flink,
 * for ranges of offsets and for chains of pages; each tells the life of its splits. What they
 * decide, they decide in parts without Flink: the search for the end, the arithmetic of the
 * frontier, the comparison of neighbours, the search for what readers can divide.
 */
package io.github.flinkcomments.connector.rest.source.enumerator;
