---@meta
-- Từ của ngôn ngữ quy tắc, cho trình soạn thảo có Lua Language Server: gợi ý khi gõ, giải thích khi rê chuột.
-- Chương trình không đọc tệp này.
-- The words of the rule language, for editors with the Lua Language Server: completion and hover. The engine does not
-- read this file.

-- ---------------------------------------------------------------------------------------------------------------------
-- Kiểu / types

---Tên bằng hai thứ tiếng; chỉ một chuỗi thì là tiếng Việt. / A name in both languages; a plain text is
---Vietnamese.
---@alias chuan.Name string | { vi: string, en: string }

---Một con số: số viết ra, số liệu đã khai báo, hoặc phép tính. / A number: written out, a declared
---fact, or a calculation.
---@class chuan.Number
---@operator add(chuan.Number | number): chuan.Number
---@operator sub(chuan.Number | number): chuan.Number
---@operator mul(chuan.Number | number): chuan.Number
---@operator div(chuan.Number | number): chuan.Number
---@operator unm: chuan.Number

---Một phép thử: đạt, không đạt, thiếu số liệu hoặc không áp dụng. / A test: met, not met, no data or
---not applicable.
---@class chuan.Test

---Một giá trị bất kỳ: số, lựa chọn (chuỗi), có/không. / Any value: a number, a choice (text), yes or no.
---@alias chuan.Value chuan.Number | number | string | boolean

---Mức phải đạt. / A threshold.
---@alias chuan.Threshold chuan.Value

---Căn cứ pháp lý. / A legal source.
---@class chuan.Law

---Khai báo một số liệu. / The declaration of a fact.
---@class chuan.Fact

---Một chỉ tiêu. / An indicator.
---@class chuan.IndicatorRecord

-- ---------------------------------------------------------------------------------------------------------------------
-- Bản ghi / records

---@class chuan.Period
---@field id string mã, ví dụ "2021-2025" / its id
---@field first_year integer năm đầu / first year
---@field last_year integer năm cuối / last year
---@field name? chuan.Name

---Giai đoạn mà thư mục này áp dụng; mỗi thư mục có một. / The period of this folder; one per folder.
---```lua
---period { id = "2021-2025", first_year = 2021, last_year = 2025, name = { vi = "Giai đoạn 2021–2025" } }
---```
---@param record chuan.Period
function period(record) end

---@class chuan.Document
---@field id string số hiệu, ví dụ "318/QĐ-TTg" / its number
---@field date? string ngày ban hành, "YYYY-MM-DD" / date of issue
---@field name? chuan.Name

---Tên gọi của lựa chọn và đơn vị tính, cho người đọc. / What people call choices and units of measure.
---```lua
---names { south_east = { vi = "Đông Nam Bộ", en = "South East" }, ["hộ"] = { vi = "hộ", en = "households" } }
---```
---@param record table<string, chuan.Name>
function names(record) end

---Văn bản mà `law` dẫn chiếu. / A document that `law` refers to.
---```lua
---document { id = "318/QĐ-TTg", date = "2022-03-08" }
---```
---@param record chuan.Document
function document(record) end

---Khai báo số liệu của một cấp; tên số liệu là cột của tệp nhập và dùng trực tiếp trong quy tắc.
---/ Declares the facts of a level; their names are columns of imports and are used as they are in rules.
---```lua
---facts "commune" {
---  households             = count { unit = "hộ", name = { vi = "Số hộ", en = "Households" } },
---  households_clean_water = count { unit = "hộ", part_of = "households" },
---}
---```
---@param level string cấp: "commune", "district", "province", "village" … / the level
---@return fun(facts: table<string, chuan.Fact>)
function facts(level) end

---@class chuan.Derived
---@field level string cấp / the level
---@field id string tên dùng trong quy tắc / the name rules use
---@field value chuan.Value | chuan.Test cách tính / how it is found
---@field name? chuan.Name
---@field source? chuan.Law căn cứ của các mức ghi trong đó / the source of the levels written in it

---Đặt tên cho một giá trị hoặc một phép thử, dùng trong mọi tệp của giai đoạn. / Names a calculated value or
---a test for every file of the period.
---```lua
---derived { level = "commune", id = "density", value = population / area }
---derived { level = "household", id = "poor", value = all { within_income_line, lacks_three } }
---```
---@param record chuan.Derived
function derived(record) end

---@class chuan.Criterion
---@field of string bộ tiêu chí, ví dụ "commune.standard" / the standard it belongs to
---@field id string số thứ tự, ví dụ "17" / its number
---@field key? boolean tiêu chí then chốt / a key criterion
---@field name? chuan.Name
---@field source? chuan.Law căn cứ, dùng cho mọi chỉ tiêu không ghi riêng / the source of every indicator without its own
---@field follows? string so chặt lỏng với tiêu chí này khi kiểm tra / what its levels are compared with by `check`
---@field easier? chuan.Name lý do bằng chữ khi yêu cầu thấp hơn / the written reason for asking less
---@field [integer] chuan.IndicatorRecord | chuan.CarriedOver

---Một tiêu chí và các chỉ tiêu của nó; đạt khi mọi chỉ tiêu áp dụng đều đạt.
---/ A criterion and its indicators; met when every indicator that applies is met.
---```lua
---criterion { of = "commune.standard", id = "17", name = { vi = "Môi trường", en = "Environment" },
---  indicator { id = "17.1", value = share(households_clean_water, households), at_least = 55 } }
---```
---@param record chuan.Criterion
function criterion(record) end

---@class chuan.Indicator
---@field id string số, ví dụ "17.1" / its number
---@field name? chuan.Name
---@field source? chuan.Law
---@field value? chuan.Value giá trị đem so với một mức / the value, compared with one threshold
---@field at_least? chuan.Threshold giá trị phải từ mức này trở lên (≥) / at least this
---@field at_most? chuan.Threshold giá trị không được quá mức này (≤) / at most this
---@field more_than? chuan.Threshold giá trị phải lớn hơn mức này (>) / more than this
---@field less_than? chuan.Threshold giá trị phải nhỏ hơn mức này (<) / less than this
---@field between? { [1]: chuan.Threshold, [2]: chuan.Threshold } giá trị trong khoảng, kể cả hai đầu / from … to, both included
---@field equals? chuan.Threshold giá trị phải đúng bằng / exactly this
---@field test? chuan.Test phép thử bất kỳ, thay cho value / any test, instead of value
---@field applies_when? chuan.Test không đúng thì chỉ tiêu không áp dụng / when not met the indicator is not applicable
---@field follows? string quy tắc để so chặt lỏng, giai đoạn khác thì ghi giai đoạn trước / what it is compared with, of another period with the period first
---@field easier? chuan.Name lý do bằng chữ khi yêu cầu thấp hơn / the written reason for asking less
---@field [1]? chuan.CarriedOver

---Một chỉ tiêu: `value` với một mức, hoặc `test`. / An indicator: `value` with one threshold, or `test`.
---```lua
---indicator { id = "17.1", value = share(households_clean_water, households),
---  at_least = by(region, { northern_mountains = 35, otherwise = unverified(55) }) }
---```
---@param record chuan.Indicator
---@return chuan.IndicatorRecord
function indicator(record) end

---@class chuan.Standard
---@field id string ví dụ "commune.standard"
---@field level string cấp / the level
---@field name? chuan.Name
---@field source? chuan.Law
---@field test? chuan.Test điều kiện đạt chuẩn; mặc định every_criterion() / when it is met; else every_criterion()
---@field reviews? string bộ tiêu chí mà quy tắc này rà soát để thu hồi công nhận / the standard whose recognitions it
---reviews: when the test is met, withdrawal is to be considered. `recognitions` shows it, `evaluate` only with --standard

---Một bộ tiêu chí. / A standard: what its criteria add up to.
---```lua
---standard { id = "commune.standard", level = "commune", test = all { every_criterion(), at_least(satisfaction_share, 90) } }
---standard { id = "commune.withdrawal", level = "commune", reviews = "commune.standard",
---  test = at_least(failed_share "commune.standard", 50) }
---```
---@param record chuan.Standard
function standard(record) end

---@class chuan.Target: chuan.Indicator
---@field by integer năm phải đạt / the year by which it is to hold
---@field level string cấp được giao / the level it is set for
---@field unit? string mã đơn vị được giao; không xét cho đơn vị khác / the code of the unit it is set for; judged for no other
---@field task? string | string[] nhiệm vụ mà mục tiêu này thuộc về / the tasks it belongs to
---@field reported? chuan.Number số đã công bố, để đặt bên cạnh số tính được / the figure as published, shown beside the computed one
---@field baseline? { year: integer, value?: number } mốc đầu; không có value: giá trị năm đó / where it begins; without a value, its own of that year
---@field path? "linear" | table<integer, number> lộ trình: đều mỗi năm, hoặc mức từng năm / evenly, or the level of each year
---@field keep? boolean đã đạt thì phải giữ / what was reached is to be kept
---@field set? string chương trình đặt ra, ví dụ "national"; không ghi là của chính giai đoạn / the programme that set it

---Mục tiêu phải đạt vào một năm; hỏi như một chỉ tiêu. / What is to be reached by a year; it asks like an indicator.
---```lua
---target { id = "communes-2025", by = 2025, level = "province", task = "2", source = law { "16-NQ/TU", item = "I.2" },
---  value = count_of("commune", met "commune.standard"), at_least = 38, baseline = { year = 2020, value = 27 }, path = "linear" }
---```
---@param record chuan.Target
function target(record) end

---@class chuan.Task
---@field id string
---@field kind? "task" | "solution" nhiệm vụ (mặc định) hoặc giải pháp / a task, unless it says solution
---@field name? chuan.Name
---@field source? chuan.Law
---@field targets? string[] mã mục tiêu phục vụ nhiệm vụ / targets that serve it
---@field criteria? string[] tiêu chí, chỉ tiêu liên quan / standards, criteria and indicators that serve it
---@field departments? chuan.Name[] cơ quan chủ trì, phối hợp / who carries it out

---Một nhiệm vụ, giải pháp của chương trình. / A task or a solution of the programme.
---```lua
---task { id = "2", name = { vi = "Hạ tầng", en = "Infrastructure" }, criteria = { "commune.standard/2" }, departments = { "Sở Xây dựng" } }
---```
---@param record chuan.Task
function task(record) end

---@class chuan.Validate
---@field id string
---@field level string cấp của số liệu / the level of the figures
---@field name? chuan.Name câu nói điều sai, đứng trước các số / the sentence that says what is wrong, before the figures
---@field severity? "warning" | "error" báo lại mà vẫn nhận (mặc định), hoặc loại dòng / told and kept, or the row is refused
---@field test chuan.Test điều phải đúng: số liệu của đơn vị trong năm đó và các năm khác / what must hold: figures of the unit, of its year and of others
---@field applies_when? chuan.Test chỉ kiểm tra khi / only checked when
---@field fact? string chỉ ô của số liệu này; không ghi thì là số liệu đầu tiên trong test / whose cell is named; else the first the test reads
---@field advice? chuan.Name nên làm gì, đứng cuối câu / what to do, at the end of the sentence
---@field source? chuan.Law căn cứ của các mức, nếu có / the source of its levels, when there is one

---Kiểm tra số liệu khi nhập; thiếu số liệu thì không báo gì. / A check of figures as they come in; where one is missing
---nothing is said.
---```lua
---validate { id = "people", level = "commune", severity = "error", name = { vi = "Số hộ nhiều hơn số dân", en = "More households than people" },
---  test = at_least(population / households, 1) }
---validate { id = "jump", level = "commune", name = { vi = "Dân số tăng hơn 20 %", en = "Population up by more than 20 %" },
---  test = at_most(population, unverified(1.2) * last_year(population)) }
---```
---@param record chuan.Validate
function validate(record) end

---@class chuan.Overlay
---@field province? string mã tỉnh mà quy định riêng áp dụng / the code of the province it holds for
---@field pilot? string mã nơi làm điểm, ưu tiên hơn của tỉnh / the code of a pilot, which goes before the province's
---@field name? chuan.Name
---@field source? chuan.Law
---@field [integer] chuan.Set

---Mức mà tỉnh, hoặc nơi làm điểm, tự quy định cho các đơn vị thuộc mình. / Levels that a province, or a pilot, sets for
---the units in it.
---```lua
---overlay { province = "58", source = law { "504/QĐ-UBND" }, set { "commune.standard/2.1", at_least = 100 } }
---```
---@param record chuan.Overlay
function overlay(record) end

---@class chuan.Set

---@class chuan.SetFields
---@field [1] string chỉ tiêu, ví dụ "commune.standard/2.1" / the indicator
---@field at_least? chuan.Threshold
---@field at_most? chuan.Threshold
---@field more_than? chuan.Threshold
---@field less_than? chuan.Threshold
---@field between? chuan.Threshold[]
---@field equals? chuan.Threshold
---@field test? chuan.Test

---Một mức trong quy định riêng: cùng cách so sánh với chỉ tiêu, hoặc `test`. / One level of an overlay: the comparison of the
---indicator, or `test`.
---```lua
---set { "commune.standard/2.1", at_least = 100 }
---```
---@param fields chuan.SetFields
---@return chuan.Set
function set(fields) end

---@class chuan.Order
---@field of string số liệu lựa chọn / a fact that is a choice
---@field level? string chỉ ở cấp này / only at this level
---@field [integer] string[] từ nơi được yêu cầu thấp đến nơi bị yêu cầu cao / from the one asked least to the one asked most

---Thứ tự thấp đến cao giữa các lựa chọn; `chuan check` so các mức trong by() theo thứ tự này.
---/ Which choices are asked less and which more; `chuan check` compares the levels in by() along it.
---```lua
---order { of = "region", { "northern_mountains", "south_east" } }
---```
---@param record chuan.Order
function order(record) end

---@class chuan.CarriedOver

---Chỉ tiêu như giai đoạn trước ở năm cuối, mức nào cũng là chưa kiểm chứng. / An indicator as an earlier period has it in its
---last year, every level unverified.
---```lua
---indicator { id = "8.1", carried_over "2021-2025/commune.standard/17.1" }
---```
---@param path string giai đoạn rồi đường dẫn / the period, then the path
---@return chuan.CarriedOver
function carried_over(path) end

---@alias chuan.Verdict "met" | "not_met" | "no_data" | "not_applicable"

---Một đơn vị giả định quanh đơn vị được thử. / A made-up unit around the one that is tried.
---@class chuan.ExampleUnit
---@field level? string cấp, khi không tự suy ra được / its level, where it cannot be told
---@field facts? table<string, chuan.Value> số liệu giả định; không ghi là thiếu / made-up figures; what is not written is missing
---@field history? table<integer, table<string, chuan.Value>> số liệu các năm khác / figures of other years
---@field children? chuan.ExampleUnit[] các đơn vị bên dưới / the units below it
---@field recognised? string[] bộ tiêu chí đã được công nhận; {} là chưa / standards it is recognised under; {} is none
---@field parent? chuan.ExampleUnit đơn vị bên trên / the unit above it
---@field within? string mã tỉnh hoặc nơi làm điểm mà nó thuộc về / the code of a province or pilot it lies in

---@class chuan.Example: chuan.ExampleUnit
---@field of string điều được thử: "commune.standard/17.1", hoặc điều đã đặt tên: "household/poor" / what is tried
---@field year integer năm / the year
---@field as_of? string ngày xét, "YYYY-MM-DD"; không ghi là cuối năm / the day looked at; otherwise the end of the year
---@field expect chuan.Verdict | string | number | boolean kết quả phải ra; của giá trị: chính nó / the verdict, or the value
---@field name? chuan.Name
---@field causes? string[] với no_data: số liệu còn thiếu / with no_data: the facts that are missing

---Ví dụ đi kèm quy tắc; `chuan check` chạy mọi ví dụ. / An example beside a rule; `chuan check` runs them all.
---```lua
---example { name = "đúng ngưỡng", of = "commune.standard/17.1", year = 2023,
---  facts = { region = "south_central_coast", households = 1000, households_clean_water = 550 }, expect = "met" }
---```
---@param record chuan.Example
function example(record) end

-- ---------------------------------------------------------------------------------------------------------------------
-- Loại số liệu / kinds of facts

---@class chuan.CountFields
---@field unit? string đơn vị tính / unit of measure
---@field name? chuan.Name
---@field carry? integer số liệu cũ đến bấy nhiêu năm vẫn dùng được khi năm đó thiếu / a figure so many years old serves when the year's is missing
---@field merge? "sum" | "same" | chuan.Value khi nhập, tách: cộng, giữ, hoặc bình quân / when units merge or split: added, kept, or a mean
---@field part_of? string số liệu tổng mà nó không được vượt / the fact it is part of and cannot exceed
---@field min? number nhỏ nhất; số đếm mặc định là 0 / smallest; 0 for a count
---@field max? number lớn nhất / largest

---@class chuan.AmountFields: chuan.CountFields
---@field places? integer số chữ số thập phân, 0–9 / decimals, 0 to 9

---Số đếm: số nguyên không âm. / A whole number, not negative.
---@param fields chuan.CountFields
---@return chuan.Fact
function count(fields) end

---Số đo có phần thập phân. / A measured amount with decimals.
---@param fields chuan.AmountFields
---@return chuan.Fact
function amount(fields) end

---Có hoặc không. / Yes or no.
---@param fields { name?: chuan.Name, carry?: integer }
---@return chuan.Fact
function yes_no(fields) end

---Một trong các lựa chọn đã liệt kê. / One of the choices listed.
---```lua
---zone = choice { "I", "II", "III", name = { vi = "Khu vực", en = "Zone" } }
---```
---@param fields { [integer]: string, name?: chuan.Name, carry?: integer }
---@return chuan.Fact
function choice(fields) end

---Căn cứ: văn bản đã khai báo bằng `document`, và điều khoản. / A source: a declared document and the
---item in it.
---```lua
---source = law { "318/QĐ-TTg", item = "I.17" }
---```
---@param fields { [1]: string, item?: string }
---@return chuan.Law
function law(fields) end

-- ---------------------------------------------------------------------------------------------------------------------
-- Giá trị / values

---Tỷ lệ phần trăm, chính xác: 100 × phần / tổng; tổng bằng 0 là thiếu số liệu.
---/ Percentage, exact: 100 × part / whole; a whole of 0 is no data.
---@param part chuan.Number | number phần / part
---@param whole chuan.Number | number tổng / whole
---@return chuan.Number
function share(part, whole) end

---Tổng; thiếu một số hạng là thiếu số liệu. / The sum; a missing term makes it no data.
---@param values (chuan.Number | number)[]
---@return chuan.Number
function sum(values) end

---Số nhỏ nhất. / The smallest.
---@param values (chuan.Number | number)[]
---@return chuan.Number
function smallest(values) end

---Số lớn nhất. / The largest.
---@param values (chuan.Number | number)[]
---@return chuan.Number
function largest(values) end

---Làm tròn (nửa lên); chỉ làm tròn ở nơi có ghi từ này. Dùng được cả trong `compute`.
---/ Rounded half up; nothing is rounded anywhere else. Also inside `compute`.
---@param x chuan.Number | number
---@param places integer số chữ số thập phân / decimals
---@return chuan.Number
function rounded(x, places) end

---Chọn theo điều kiện: điều kiện đầu tiên đạt thì lấy giá trị của nó. / Chooses by condition: the
---value of the first test that is met.
---```lua
---choose { { more_than(schools, 3), 70 }, otherwise = 50 }
---```
---@param cases { [integer]: { [1]: chuan.Test, [2]: chuan.Value }, otherwise: chuan.Value }
---@return chuan.Number
function choose(cases) end

---Chọn theo một số liệu lựa chọn, ví dụ mức theo vùng; phải đủ mọi lựa chọn hoặc có `otherwise`.
---/ Chooses by a choice fact, such as a threshold by region; every choice or an `otherwise` must be there.
---```lua
---at_least = by(region, { northern_mountains = 35, south_central_coast = unverified(55), otherwise = pending() })
---```
---@param fact chuan.Value số liệu lựa chọn / a choice fact
---@param cases table<string, chuan.Threshold>
---@return chuan.Number
function by(fact, cases) end

---Giá trị áp dụng từ mỗi năm trở đi. / The value from each year onward.
---```lua
---at_least = from_year { [2021] = 40, [2023] = 45 }
---```
---@param values table<integer, chuan.Threshold>
---@return chuan.Number
function from_year(values) end

---Văn bản như ban hành và các lần sửa đổi, mỗi lần từ ngày của nó; xét ngày nào thì theo văn bản của ngày ấy.
---/ The text as issued and its amendments, each from its day on; the law of the day that is looked at holds.
---```lua
---at_least = amended { 40, { from = "2024-03-01", by = "211/QĐ-TTg", 45 } }
---```
---@param texts (chuan.Value | chuan.Test | { from?: string, by?: string, [1]: chuan.Value | chuan.Test })[] `by`: văn bản đã khai / a declared document
---@return chuan.Number
function amended(texts) end

---Mức chưa đối chiếu với văn bản: vẫn tính, và kết quả ghi rõ điều đó.
---/ A threshold not yet checked against its document: used, and every result says so.
---@param x chuan.Threshold
---@return chuan.Number
function unverified(x) end

---Mức chưa biết: kết quả là thiếu số liệu. / A threshold not known yet: the result is no data.
---@return chuan.Number
function pending() end

---Mức giao cho tỉnh quy định mà chưa có: kết quả là thiếu số liệu. / Left to the province, which has
---not set it: no data.
---@return chuan.Number
function delegated() end

---Các số liệu mà hàm compute đọc; `unit.tên` trong hàm. / What a compute function reads; `unit.name` inside it.
---@class chuan.Compute
---@field reads (chuan.Value)[] số liệu và giá trị đã đặt tên / facts and derived values
---@field [1] fun(unit: table<string, any>): chuan.Value?

---Cửa thoát: một hàm Lua chạy cho từng đơn vị, khi các từ khác không diễn đạt được; chậm hơn và không
---giải thích được. Trong hàm: số là số
---chính xác (+ - * / < <=), so sánh bằng `equals(x, 5)`, làm tròn bằng `rounded(x, 1)`; không dùng
---bảng ở bên ngoài hàm.
---/ The escape hatch: a Lua function run for each unit, for what the words cannot say; slower, and
---opaque in explanations. Inside it
---numbers are exact (+ - * / < <=), compare with `equals(x, 5)`, round with `rounded(x, 1)`; tables from outside are refused.
---```lua
---value = compute { reads = { a, b }, function(unit) return math.max(unit.a, unit.b) end }
---```
---@param fields chuan.Compute
---@return chuan.Number
function compute(fields) end

-- ---------------------------------------------------------------------------------------------------------------------
-- Theo cây đơn vị / over the tree of units

---@class chuan.Below
---@field where? chuan.Test chỉ những đơn vị đạt phép thử này / only units that meet this
---@field missing? "unknown" | "exclude" đơn vị thiếu số liệu: chưa rõ (mặc định), hoặc bỏ ra / units without data: open (the default) or left out
---@field empty? number giá trị khi không có đơn vị nào; không ghi thì là thiếu số liệu / what it is over no unit at all; otherwise no data

---@class chuan.BelowTest
---@field where? chuan.Test chỉ những đơn vị đạt phép thử này / only units that meet this
---@field missing? "unknown" | "exclude" | "as_not_met" thiếu: chưa rõ (mặc định), bỏ ra, chưa đạt / without data: open, left out, or failing
---@field empty? number giá trị khi không có đơn vị nào; không ghi thì là thiếu số liệu / what it is over no unit at all; otherwise no data

---@class chuan.BelowMean: chuan.Below
---@field weight? chuan.Number trọng số không âm; không ghi thì mọi đơn vị như nhau / a weight that is never negative; without it all units weigh the same

---Tổng của các đơn vị cấp dưới; tên bên trong là của cấp đó. / The sum over the units of a level below; names inside
---are of that level.
---```lua
---sum_of("commune", roads_paved, { where = is_true(mountainous) })
---```
---@param level string cấp ở dưới / a level below
---@param value chuan.Number | number
---@param options? chuan.Below
---@return chuan.Number
function sum_of(level, value, options) end

---Số đơn vị cấp dưới đạt phép thử; đơn vị không xét thì không tính. / How many units of a level below meet a test;
---units it does not apply to are not counted.
---```lua
---value = count_of("commune", met "commune.standard"), at_least = 38
---```
---@param level string cấp ở dưới / a level below
---@param test chuan.Test
---@param options? chuan.BelowTest
---@return chuan.Number
function count_of(level, test, options) end

---Tỷ lệ phần trăm đơn vị cấp dưới đạt phép thử; đơn vị không xét thì không nằm trong tổng. / The percentage of units of a
---level below that meet a test; units it does not apply to are outside.
---```lua
---share_of("commune", met "commune.standard", { missing = "as_not_met" })
---```
---@param level string cấp ở dưới / a level below
---@param test chuan.Test
---@param options? chuan.BelowTest
---@return chuan.Number
function share_of(level, test, options) end

---Bình quân của các đơn vị cấp dưới. / The mean over the units of a level below.
---```lua
---mean_of("commune", income_per_person, { weight = population })
---```
---@param level string cấp ở dưới / a level below
---@param value chuan.Number | number
---@param options? chuan.BelowMean
---@return chuan.Number
function mean_of(level, value, options) end

---Giá trị của đơn vị cấp trên; ghi cấp khi nhiều cấp có cùng tên số liệu. / The value of the unit above; say the level
---when several levels know the name.
---```lua
---at_least(parent("district", income_per_person), 50)
---```
---@overload fun(value: chuan.Value | chuan.Test): chuan.Number
---@param level string cấp ở trên / a level above
---@param value chuan.Value | chuan.Test
---@return chuan.Number
function parent(level, value) end

---Phần trăm tiêu chí chưa đạt trong số tiêu chí được xét của một bộ. / The percentage of a standard's criteria that are
---not met, among those that apply.
---```lua
---at_most(failed_share "commune.standard", 10)
---```
---@param standard string
---@return chuan.Number
function failed_share(standard) end

-- ---------------------------------------------------------------------------------------------------------------------
-- Theo thời gian / over time

---Giá trị hoặc phép thử ấy trong một năm khác. / The same value or test in another year.
---```lua
---in_year(2020, share(households_poor, households))
---```
---@param year integer
---@param value chuan.Value | chuan.Test
---@return chuan.Number
function in_year(year, value) end

---Giá trị hoặc phép thử ấy của năm trước. / The same value or test a year before.
---@param value chuan.Value | chuan.Test
---@return chuan.Number
function last_year(value) end

---Cộng từ năm đó đến năm đang xét. / Added up from that year to the year at hand.
---```lua
---total_since(2021, roads_built)
---```
---@param year integer
---@param value chuan.Number
---@return chuan.Number
function total_since(year, value) end

---Tăng bình quân mỗi năm, phần trăm, tính lũy tiến; chỉ dùng để so sánh và đứng trước mức.
---/ Average growth in percent a year, compound; only for comparing, and before the threshold.
---```lua
---at_least(average_growth(income_per_person, { from = 2020 }), 8)
---```
---@param value chuan.Number
---@param options { from: integer }
---@return chuan.Number
function average_growth(value, options) end

---Giảm bình quân mỗi năm, bằng đơn vị của giá trị (điểm phần trăm với tỷ lệ). / Average fall a year, in the unit of the
---value (percentage points for a percentage).
---```lua
---at_least(average_fall(poverty_rate, { from = 2021 }), 1.5)
---```
---@param value chuan.Number
---@param options { from: integer }
---@return chuan.Number
function average_fall(value, options) end

-- ---------------------------------------------------------------------------------------------------------------------
-- Phép thử / tests

---value ≥ threshold
---@param value chuan.Number | number
---@param threshold chuan.Threshold
---@return chuan.Test
function at_least(value, threshold) end

---value ≤ threshold
---@param value chuan.Number | number
---@param threshold chuan.Threshold
---@return chuan.Test
function at_most(value, threshold) end

---value > threshold
---@param value chuan.Number | number
---@param threshold chuan.Threshold
---@return chuan.Test
function more_than(value, threshold) end

---value < threshold
---@param value chuan.Number | number
---@param threshold chuan.Threshold
---@return chuan.Test
function less_than(value, threshold) end

---lowest ≤ value ≤ highest
---@param value chuan.Number | number
---@param lowest chuan.Threshold
---@param highest chuan.Threshold
---@return chuan.Test
function between(value, lowest, highest) end

---Bằng nhau: hai số, hai lựa chọn, hai có/không. Dùng được cả trong `compute`. / Equal: numbers,
---choices, yes or no. Also inside `compute`.
---@param a chuan.Value
---@param b chuan.Value
---@return chuan.Test
function equals(a, b) end

---Là một trong các giá trị. / Is one of the values.
---```lua
---one_of(zone, { "II", "III" })
---```
---@param value chuan.Value
---@param values chuan.Value[]
---@return chuan.Test
function one_of(value, values) end

---Số liệu có/không là "có". / A yes_no fact is yes.
---@param fact chuan.Value
---@return chuan.Test
function is_true(fact) end

---Đã có số liệu: đạt khi có, không đạt khi thiếu. / The figure is there: met when it is, not met when
---it is missing.
---@param value chuan.Value
---@return chuan.Test
function known(value) end

---Kết quả của một bộ tiêu chí, tiêu chí hoặc chỉ tiêu khác. / The verdict of another standard,
---criterion or indicator.
---```lua
---met "commune.standard/17"
---```
---@param path string
---@return chuan.Test
function met(path) end

---Đã có quyết định công nhận còn hiệu lực vào ngày đang xét. / A recognition is in force on the day that is looked at.
---```lua
---any { met "commune.standard", recognised "commune.standard" }
---```
---@param standard string
---@return chuan.Test
function recognised(standard) end

---Mọi tiêu chí của bộ tiêu chí, trừ các tiêu chí trong `except`. / Every criterion of the standard,
---apart from those in `except`.
---```lua
---every_criterion { except = { "17" } }
---```
---@param options? { except: string[] }
---@return chuan.Test
function every_criterion(options) end

-- ---------------------------------------------------------------------------------------------------------------------
-- Kết hợp / combination

---Mọi phép thử đều đạt; thay cho `and`. / Every test is met; instead of `and`.
---@param tests chuan.Test[]
---@return chuan.Test
function all(tests) end

---Ít nhất một phép thử đạt; thay cho `or`. / At least one test is met; instead of `or`.
---@param tests chuan.Test[]
---@return chuan.Test
function any(tests) end

---Không phép thử nào đạt; thay cho `not`. / No test is met; instead of `not`.
---@param tests chuan.Test[]
---@return chuan.Test
function none(tests) end

---Ít nhất n phép thử đạt. / At least n of the tests are met.
---@param n integer
---@param tests chuan.Test[]
---@return chuan.Test
function at_least_n(n, tests) end

-- ---------------------------------------------------------------------------------------------------------------------
-- Tệp ánh xạ / mapping files

-- Trong columns: ["tiêu đề"] = tên số liệu, { tên, unit = "nghìn đồng" } hoặc { tên, times = "1/1000" }; [3] là cột thứ 3.
-- In columns: ["heading"] = name of the fact, { name, unit = "nghìn đồng" } or { name, times = "1/1000" }; [3] is the third column.
---@class chuan.Mapping
---@field columns? table<string|integer, string|table> ["tiêu đề cột trong tệp"] = tên số liệu / ["heading"] = name of the fact
---@field unit? string|integer tiêu đề hoặc số thứ tự cột mã đơn vị; không ghi thì tự tìm / heading or number of the unit column; found if not given
---@field name? string|integer tiêu đề hoặc số thứ tự cột tên đơn vị / heading or number of the column with the unit's name
---@field parent? string|integer tiêu đề hoặc số thứ tự cột đơn vị cấp trên / heading or number of the column that says what the unit belongs to
---@field year? string|integer tiêu đề cột năm, hoặc năm của cả trang; không ghi thì là "year", "năm", hay năm trong tên biểu / its heading, or the year
---@field sheet? string tên trang tính; nhiều mapping trong một tệp thì mỗi cái một trang / of several mappings each is for one
---@field heading_rows? integer|integer[] dòng tiêu đề, hoặc { đầu, cuối }; không ghi thì tự tìm / the heading row, or { first, last }; found if not given
---@field skip? string[] tiêu đề không cần đọc, không cần báo / headings to leave unread without a word
---@field encoding? "tcvn3" | "vni" | "windows-1258" bảng mã của chữ không phải Unicode / of text without Unicode; found out if not given
---@field decimal? "." | "," dấu thập phân; không ghi thì tự nhận ra / decimal mark; found out if not given
---@field long? boolean mỗi dòng một số liệu; không có columns, thay bằng các trường dưới đây / one figure a row; no columns, but these:
---@field fact? string tiêu đề cột tên số liệu; không ghi thì là "fact" / heading of the column that names the fact; "fact" if not given
---@field value? string tiêu đề cột giá trị; không ghi thì là "value" / heading of the value column; "value" if not given
---@field confidence? string tiêu đề cột độ tin cậy (cao, trung bình, thấp) / heading of the column with high, medium, low
---@field source? string tiêu đề cột nơi công bố / heading of the column that says where it was published
---@field note? string tiêu đề cột ghi chú / heading of the notes
---@field facts? table<string, string> ["tên trong tệp"] = mã số liệu, ngoài mã và tên đã khai / ["name in the file"] = fact, besides ids and names

---Cột nào của bảng tính là số liệu nào; dùng trong tệp của `chuan import --mapping`, không dùng trong
---quy tắc.
---/ Which column of a spreadsheet is which fact; for the file of `chuan import --mapping`, not for rules.
---```lua
---mapping { unit = "Mã xã", decimal = ",", columns = { ["Tổng số hộ"] = households } }
---mapping { long = true, fact = "Chỉ tiêu", value = "Giá trị", facts = { ["Tổng số hộ"] = households } }
---```
---@param fields chuan.Mapping
function mapping(fields) end
