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
package io.github.flinkcomments.examples.shapes;

/**
 * What was seen of an imitated API that was landed in Delta.
 *
 * @param name of the API
 * @param rows of the table, each record once, when the end was reached for the first time
 * @param added rows that came after it
 * @param faults answers that went wrong
 * @param versions of the table
 * @param requests in all
 */
record ShapeResult(String name, int rows, int added, int faults, int versions, int requests) {}
