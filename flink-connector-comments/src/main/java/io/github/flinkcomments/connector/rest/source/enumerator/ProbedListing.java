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

/**
 * What probes have to know of a listing.
 *
 * @param name the listing's name, free of secrets
 * @param offsetParameter the query parameter that holds the offset
 * @param first the lowest offset to ask for: a listing that is read from offset 1 may begin there
 * @param pageSize rows of a page
 */
record ProbedListing(String name, String offsetParameter, long first, int pageSize) {}
