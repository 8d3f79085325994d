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

import java.util.Optional;
import java.util.OptionalInt;

/**
 * A request and what became of it.
 *
 * @param status empty if the connection was reset instead
 * @param rows comments in the body as the server wrote it, before any truncation
 * @param fault what was made to go wrong, if anything
 */
public record ServedRequest(
    ListingRequest request, OptionalInt status, int rows, Optional<Fault> fault) {}
