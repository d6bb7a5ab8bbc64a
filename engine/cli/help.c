/* What `chuan help` says. Each command: what it does, its options, at least one example, in both languages. */
#include "cli/commands.h"
#include "cli/fold.h"
#include "cli/message.h"
#include "cli/terminal.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define WIDEST 100u /* longer lines are hard to read, however wide the terminal */

static const char overview_en[] =
    "chuan - exact verdicts on the criteria of the new-rural programme, each with its reasons\n"
    "\n"
    "  chuan [options] COMMAND ...\n"
    "\n"
    "Commands\n"
    "  units FILE...      load provinces, districts, communes: who belongs to whom, and since when\n"
    "  import FILE...     load figures from a file: workbooks, CSV, JSON, databases\n"
    "  imports [N]        what was imported, and what became of every row\n"
    "  undo N             take an import back\n"
    "  form LEVEL         the workbook to fill in: its cells know what they may hold\n"
    "  export             the figures as a file\n"
    "  successions FILE...  what became of units that were merged or split\n"
    "  attributes FILE... load facts that hold from a day to a day, such as a zone\n"
    "  recognitions       the register beside the verdicts: where they part; FILE... is loaded first\n"
    "  evaluate           judge units by the standards: met, not met, no data, not applicable\n"
    "  targets            where the province stands: value, path, on track or not, what it rests on\n"
    "  tasks              the same task by task, with the criteria each task serves\n"
    "  explain UNIT ID    why a verdict is what it is, and what would turn it\n"
    "  check [DIR]        are the rules right: errors, examples, thresholds that nobody has verified\n"
    "  facts              the figures that the rules read\n"
    "  help COMMAND       the options of a command, with examples\n"
    "\n"
    "Options, before or after the command\n"
    "  --db FILE          the dossier: a database file ($CHUAN_DB, else chuan.db)\n"
    "  --rules DIR        the rules ($CHUAN_RULES, else rules/ here, else the installed ones)\n"
    "  --period ID        the period, for instance 2021-2025; else the one of --year, else that of the "
    "file's or the dossier's latest figures\n"
    "  --format F         table, csv or json; table when nothing is said, in a pipe as well\n"
    "  --lang vi|en       else English when $LC_ALL, $LC_MESSAGES or $LANG begins with en, else Vietnamese\n"
    "  --version, --help\n"
    "\n"
    "Exit codes: 0 done, 1 the answer is no (errors in the rules, rejected rows), 2 wrong usage, 3 "
    "unreadable input or unwritable output, 4 database, 5 internal.\n"
    "$CHUAN_THREADS sets how many threads evaluate, $CHUAN_PLUGINS where plugins are, $CHUAN_PLUGIN_SECONDS "
    "how "
    "long one may take over a file; $CHUAN_IN_PROCESS=1 lets them read in this process; NO_COLOR is "
    "honoured.\n"
    "\n"
    "Example\n"
    "  chuan units units.csv\n"
    "  chuan import figures-2024.csv --level commune --year 2024\n"
    "  chuan evaluate --year 2024\n";

static const char overview_vi[] =
    "chuan - xét chính xác các tiêu chí nông thôn mới, kết luận nào cũng kèm lý do\n"
    "\n"
    "  chuan [tùy chọn] LỆNH ...\n"
    "\n"
    "Lệnh\n"
    "  units TỆP...       nạp tỉnh, huyện, xã: đơn vị nào thuộc đơn vị nào, từ khi nào\n"
    "  import TỆP...      nạp số liệu từ tệp: bảng tính, CSV, JSON, cơ sở dữ liệu\n"
    "  imports [N]        đã nhập những gì, từng dòng ra sao\n"
    "  undo N             rút lại một lần nhập\n"
    "  form CẤP           biểu mẫu bảng tính để điền: từng ô biết nhận gì\n"
    "  export             xuất số liệu ra tệp\n"
    "  successions TỆP... đơn vị sáp nhập, chia tách thành đơn vị nào\n"
    "  attributes TỆP...  nạp số liệu có hiệu lực từ ngày đến ngày, ví dụ khu vực\n"
    "  recognitions       đặt sổ công nhận cạnh kết luận, nêu chỗ khác nhau; có TỆP... thì nạp trước\n"
    "  evaluate           xét các đơn vị: đạt, chưa đạt, thiếu số liệu, không xét\n"
    "  targets            tỉnh đang ở đâu so với mục tiêu: giá trị, lộ trình, tiến độ, căn cứ\n"
    "  tasks              các mục tiêu ấy theo từng nhiệm vụ, kèm tiêu chí mà nhiệm vụ phục vụ\n"
    "  explain ĐƠN-VỊ MÃ  vì sao có kết luận đó, cần thêm gì để đạt\n"
    "  check [THƯ-MỤC]    bộ quy tắc có đúng không: lỗi, ví dụ, các mức chưa ai kiểm chứng\n"
    "  facts              các số liệu mà bộ quy tắc đọc\n"
    "  help LỆNH          tùy chọn của một lệnh, kèm ví dụ\n"
    "\n"
    "Tùy chọn, đặt trước hoặc sau lệnh\n"
    "  --db TỆP           hồ sơ: tệp cơ sở dữ liệu ($CHUAN_DB, nếu không thì chuan.db)\n"
    "  --rules THƯ-MỤC    bộ quy tắc ($CHUAN_RULES, nếu không thì rules/ tại đây, rồi đến bộ đã cài)\n"
    "  --period MÃ        giai đoạn, ví dụ 2021-2025; nếu không thì theo --year, rồi đến giai đoạn của số "
    "liệu trong tệp hoặc mới nhất trong hồ sơ\n"
    "  --format F         table, csv hoặc json; không ghi thì là table, kể cả khi nối ống\n"
    "  --lang vi|en       không ghi: tiếng Anh khi $LC_ALL, $LC_MESSAGES hoặc $LANG bắt đầu bằng en, còn lại "
    "tiếng Việt\n"
    "  --version, --help\n"
    "\n"
    "Mã kết thúc: 0 xong, 1 câu trả lời là không (quy tắc có lỗi, có dòng bị loại), 2 dùng sai, 3 không đọc "
    "được đầu vào hoặc không ghi được kết quả, 4 cơ sở dữ liệu, 5 lỗi bên trong.\n"
    "$CHUAN_THREADS đặt số luồng xét, $CHUAN_PLUGINS là nơi để các trình đọc, $CHUAN_PLUGIN_SECONDS là số "
    "giây "
    "để đọc một tệp; $CHUAN_IN_PROCESS=1 cho đọc ngay trong tiến trình này; NO_COLOR tắt màu.\n"
    "\n"
    "Ví dụ\n"
    "  chuan units don-vi.csv\n"
    "  chuan import so-lieu-2024.csv --level commune --year 2024\n"
    "  chuan evaluate --year 2024\n";

static const char units_en[] =
    "chuan units FILE...\n"
    "Loads the tree of units from a CSV with the header code,level,name,parent_code,valid_from,valid_to. "
    "Dates are YYYY-MM-DD; an empty one is unknown or open. All rows of a file or, when one is wrong, none.\n"
    "\n"
    "Example\n"
    "  chuan --db ninh-thuan.db units units.csv\n";

static const char units_vi[] =
    "chuan units TỆP...\n"
    "Nạp cây đơn vị từ CSV có dòng tiêu đề code,level,name,parent_code,valid_from,valid_to. Ngày viết "
    "NĂM-THÁNG-NGÀY; để trống là chưa rõ hoặc còn hiệu lực. Nhận mọi dòng của tệp, hoặc khi có dòng sai thì "
    "không nhận dòng nào.\n"
    "\n"
    "Ví dụ\n"
    "  chuan --db ninh-thuan.db units don-vi.csv\n";

static const char successions_en[] =
    "chuan successions FILE...\n"
    "What became of units, from a CSV with the header from,to,on,share: on the day `on` a share of the unit "
    "that had "
    "the code `from` the day before became part of the unit that has the code `to` on that day. Share: 0.35, "
    "35% or "
    "7/20; empty is all of it, ? a part that nobody knows how large. The shares of a unit that went add up "
    "to 1. All rows of a file or, when one "
    "is wrong, "
    "none.\n"
    "\n"
    "Example\n"
    "  chuan successions mergers-2025.csv\n";

static const char successions_vi[] =
    "chuan successions TỆP...\n"
    "Đơn vị cũ thành đơn vị nào, từ CSV có dòng tiêu đề from,to,on,share: vào ngày `on`, một phần của đơn vị "
    "mang mã "
    "`from` ngày hôm trước trở thành một phần của đơn vị mang mã `to` ngày đó. Phần viết 0.35, 35% hay 7/20; "
    "để trống "
    "là tất cả, dấu ? là một phần không rõ bao nhiêu. Các phần của một đơn vị đã hết cộng lại bằng 1. Nhận "
    "mọi dòng của tệp, hoặc khi có dòng sai thì không "
    "nhận dòng nào.\n"
    "\n"
    "Ví dụ\n"
    "  chuan successions sap-nhap-2025.csv\n";

static const char attributes_en[] =
    "chuan attributes FILE... --level L [--status S] [--period ID | --year Y]\n"
    "Loads facts that hold from a day to a day, whatever the year, from a CSV with the header "
    "unit,fact,value,valid_from,valid_to. An empty date is unknown or open. One fact of one unit has one "
    "value on any "
    "day: end the old one before the new one begins. All rows of a file or, when one is wrong, none.\n"
    "\n"
    "  --level L          what the units of the file are: commune, district, ...\n"
    "  --status S         official (as when nothing is said), preliminary or illustrative\n"
    "\n"
    "Example\n"
    "  chuan attributes zones.csv --level commune\n";

static const char attributes_vi[] =
    "chuan attributes TỆP... --level L [--status S] [--period MÃ | --year N]\n"
    "Nạp số liệu có hiệu lực từ ngày đến ngày, bất kể năm nào, từ CSV có dòng tiêu đề "
    "unit,fact,value,valid_from,valid_to. Ngày để trống là chưa rõ hoặc còn hiệu lực. Mỗi ngày một số liệu "
    "của một đơn "
    "vị chỉ có một giá trị: hãy kết thúc giá trị cũ trước khi giá trị mới bắt đầu. Nhận mọi dòng của tệp, "
    "hoặc khi có "
    "dòng sai thì không nhận dòng nào.\n"
    "\n"
    "  --level L          đơn vị trong tệp thuộc cấp nào: commune (xã), district (huyện), ...\n"
    "  --status S         official (chính thức, mặc định), preliminary (sơ bộ) hoặc illustrative (minh họa)\n"
    "\n"
    "Ví dụ\n"
    "  chuan attributes khu-vuc.csv --level commune\n";

static const char recognitions_en[] =
    "chuan recognitions [FILE...] [--year Y] [--level L] [--standard ID] [--unit CODE] [--as-of DAY] "
    "[--rebase] [--status S]\n"
    "Shows the register beside the verdicts of one year (without --year: the latest with figures) and every "
    "unit "
    "where they part: recognised but no longer meets, meets but is not recognised, to be reviewed for "
    "withdrawal, "
    "undecided; each with its reason. Without a finding a unit is only counted; csv and json have them all.\n"
    "With files, loads them first: CSV with the header unit,standard,decided_on,decision,revoked_on and, if "
    "known, "
    "confidence,source,note. Dates are YYYY-MM-DD; a year alone as decided_on means by the end of that year, "
    "an empty "
    "revoked_on that it still stands. The code is that of the unit on the day. All rows of a file or, when "
    "one is "
    "wrong, none.\n"
    "\n"
    "  --year Y           the year whose figures are judged\n"
    "  --level L          units of one level: commune, district, ...\n"
    "  --standard ID      one standard, for instance commune.standard\n"
    "  --unit CODE        one unit, by code or by name, with or without a finding\n"
    "  --as-of DAY        the units, law and register of that day (YYYY-MM-DD); else of 31 December\n"
    "  --rebase           carry figures and recognitions of units that were merged or split to those of that "
    "day\n"
    "  --status S         of the files: official (as when nothing is said), preliminary or illustrative\n"
    "\n"
    "Examples\n"
    "  chuan recognitions recognised.csv\n"
    "  chuan recognitions --year 2024 --standard commune.standard\n"
    "  chuan recognitions --format csv > register.csv\n";

static const char recognitions_vi[] =
    "chuan recognitions [TỆP...] [--year N] [--level L] [--standard MÃ] [--unit MÃ] [--as-of NGÀY] "
    "[--rebase] [--status S]\n"
    "Đặt sổ công nhận cạnh kết luận của một năm (không ghi --year: năm gần nhất có số liệu) và nêu từng đơn "
    "vị có khác "
    "nhau: đã công nhận nhưng không còn đạt, đạt mà chưa công nhận, phải xem xét thu hồi, chưa kết luận "
    "được; kèm lý "
    "do. Đơn vị không có gì khác chỉ được đếm; csv và json ghi đủ.\n"
    "Có tệp thì nạp trước: CSV có dòng tiêu đề unit,standard,decided_on,decision,revoked_on và, nếu biết, "
    "confidence,source,note. Ngày viết NĂM-THÁNG-NGÀY; decided_on chỉ có năm nghĩa là đến hết năm đó, "
    "revoked_on để "
    "trống nghĩa là còn hiệu lực. Mã là mã của đơn vị vào ngày đó. Nhận mọi dòng của tệp, hoặc khi có dòng "
    "sai thì "
    "không nhận dòng nào.\n"
    "\n"
    "  --year N           năm của số liệu dùng để xét\n"
    "  --level L          đơn vị của một cấp: commune (xã), district (huyện), ...\n"
    "  --standard MÃ      một bộ tiêu chí, ví dụ commune.standard\n"
    "  --unit MÃ          một đơn vị, theo mã hoặc tên, dù có gì khác hay không\n"
    "  --as-of NGÀY       đơn vị, quy định và sổ công nhận của ngày đó (NĂM-THÁNG-NGÀY); không ghi: ngày "
    "31/12\n"
    "  --rebase           quy số liệu và kết quả công nhận của đơn vị đã sáp nhập, chia tách về các đơn vị "
    "của ngày "
    "đó\n"
    "  --status S         của tệp: official (chính thức, mặc định), preliminary (sơ bộ) hoặc illustrative "
    "(minh họa)\n"
    "\n"
    "Ví dụ\n"
    "  chuan recognitions cong-nhan.csv\n"
    "  chuan recognitions --year 2024 --standard commune.standard\n"
    "  chuan recognitions --format csv > so-cong-nhan.csv\n";

static const char check_en[] =
    "chuan check [DIR] [--period ID]\n"
    "Loads the rules and reports every error with file, line and what to write; runs the examples; says "
    "which thresholds no example exercises and which are pending, delegated or unverified. Exit code 1 on "
    "errors.\n"
    "\n"
    "Examples\n"
    "  chuan check\n"
    "  chuan check rules/2021-2025 --format json\n";

static const char check_vi[] =
    "chuan check [THƯ-MỤC] [--period MÃ]\n"
    "Đọc bộ quy tắc và báo mọi lỗi kèm tệp, dòng và cách viết đúng; chạy các ví dụ; nêu mức nào chưa có ví "
    "dụ kiểm, mức nào chưa nhập, giao tỉnh quy định hoặc chưa kiểm chứng. Mã kết thúc 1 khi có lỗi.\n"
    "\n"
    "Ví dụ\n"
    "  chuan check\n"
    "  chuan check rules/2021-2025 --format json\n";

static const char facts_en[] =
    "chuan facts [--level L] [--period ID]\n"
    "The figures that the rules read: level, id, kind, unit, name. The ids are the headings of a file to "
    "import.\n"
    "\n"
    "Examples\n"
    "  chuan facts --level commune\n"
    "  chuan facts --format csv > facts.csv\n";

static const char facts_vi[] =
    "chuan facts [--level L] [--period MÃ]\n"
    "Các số liệu mà bộ quy tắc đọc: cấp, mã, loại, đơn vị tính, tên. Mã là tiêu đề cột của tệp cần nạp.\n"
    "\n"
    "Ví dụ\n"
    "  chuan facts --level commune\n"
    "  chuan facts --format csv > so-lieu.csv\n";

static const char evaluate_en[] =
    "chuan evaluate [--year Y] [--level L] [--unit CODE | --by L] [--standard ID] [--as-of DAY] [--rebase]\n"
    "Judges units by the standards. Without --year: every year of the period that has figures.\n"
    "\n"
    "  --year Y           one year\n"
    "  --level L          units of one level: commune, district, ...\n"
    "  --unit CODE        one unit, by code or by name (diacritics optional): criterion by criterion\n"
    "  --by L             count by the units of a level above, such as district: how many meet the standard, "
    "which "
    "do not and with how many criteria; not with --unit\n"
    "  --standard ID      one standard, for instance commune.standard\n"
    "  --as-of DAY        the units, zones, law and register of that day (YYYY-MM-DD); else of 31 December\n"
    "  --rebase           carry figures and recognitions of units that were merged or split to those of that "
    "day\n"
    "  --format csv|json  every verdict with value, threshold and how well the threshold is known\n"
    "\n"
    "Examples\n"
    "  chuan evaluate --year 2024\n"
    "  chuan evaluate --year 2024 --standard commune.standard --by district\n"
    "  chuan evaluate --unit \"Phuoc Binh\" --year 2024\n"
    "  chuan evaluate --year 2024 --as-of 2025-07-01 --rebase\n"
    "  chuan evaluate --format csv > verdicts.csv\n";

static const char evaluate_vi[] =
    "chuan evaluate [--year N] [--level L] [--unit MÃ | --by L] [--standard MÃ] [--as-of NGÀY] [--rebase]\n"
    "Xét các đơn vị theo bộ tiêu chí. Không ghi --year: mọi năm của giai đoạn có số liệu.\n"
    "\n"
    "  --year N           một năm\n"
    "  --level L          đơn vị của một cấp: commune (xã), district (huyện), ...\n"
    "  --unit MÃ          một đơn vị, theo mã hoặc tên (không cần dấu): từng tiêu chí một\n"
    "  --by L             đếm theo đơn vị của một cấp trên, ví dụ district (huyện): bao nhiêu đơn vị đạt, "
    "đơn vị nào "
    "chưa đạt và được mấy tiêu chí; không đi cùng --unit\n"
    "  --standard MÃ      một bộ tiêu chí, ví dụ commune.standard\n"
    "  --as-of NGÀY       đơn vị, khu vực, quy định và sổ công nhận của ngày đó (NĂM-THÁNG-NGÀY); không ghi: "
    "ngày 31/12\n"
    "  --rebase           quy số liệu và kết quả công nhận của đơn vị đã sáp nhập, chia tách về các đơn vị "
    "của "
    "ngày đó\n"
    "  --format csv|json  mọi kết luận kèm giá trị, mức phải đạt và mức đó chắc chắn đến đâu\n"
    "\n"
    "Ví dụ\n"
    "  chuan evaluate --year 2024\n"
    "  chuan evaluate --year 2024 --standard commune.standard --by district\n"
    "  chuan evaluate --unit \"Phuoc Binh\" --year 2024\n"
    "  chuan evaluate --year 2024 --as-of 2025-07-01 --rebase\n"
    "  chuan evaluate --format csv > ket-luan.csv\n";

static const char explain_en[] =
    "chuan explain UNIT ID [--year Y] [--as-of DAY] [--rebase]\n"
    "Why a unit has its verdict: the formula with its numbers, the threshold and its source, where every "
    "figure came from, and what would make a verdict that is not met met. UNIT is a code or a name "
    "(diacritics optional), ID a standard, criterion, indicator or target. Of a value over units below it "
    "names those "
    "that count, fail or are undecided, and how many more would be enough. Without --year: the latest year "
    "with "
    "figures. --as-of and --rebase as in `evaluate`.\n"
    "\n"
    "Examples\n"
    "  chuan explain 22837 commune.standard/17.1 --year 2024\n"
    "  chuan explain \"Phuoc Binh\" commune.standard\n";

static const char explain_vi[] =
    "chuan explain ĐƠN-VỊ MÃ [--year N] [--as-of NGÀY] [--rebase]\n"
    "Vì sao đơn vị có kết luận đó: công thức với các con số, mức phải đạt và nguồn, từng số liệu lấy từ đâu, "
    "và cần thêm gì để từ chưa đạt thành đạt. ĐƠN-VỊ là mã hoặc tên (không cần dấu), MÃ là bộ tiêu chí, tiêu "
    "chí, chỉ tiêu hay mục tiêu (target). Giá trị tính trên các đơn vị cấp dưới: nêu tên đơn vị được tính, "
    "không được tính, chưa kết luận được, và thêm bao nhiêu thì đủ. Không ghi --year: năm gần nhất có số "
    "liệu. --as-of và --rebase như ở `evaluate`.\n"
    "\n"
    "Ví dụ\n"
    "  chuan explain 22837 commune.standard/17.1 --year 2024\n"
    "  chuan explain \"Phuoc Binh\" commune.standard\n";

static const char targets_en[] =
    "chuan targets [--year Y] [--unit CODE] [--set S] [--task ID] [--as-of DAY] [--rebase]\n"
    "Where the province stands against its targets in one year (without --year: the latest with figures): "
    "what is "
    "asked, the value or its bounds, what the path to the deadline asks by then, how it stands, and how good "
    "the figures "
    "are that the answer rests on. A published figure goes before the computed one; where the two answers or "
    "the sources "
    "differ, it says so. `explain 58 ID` says why.\n"
    "\n"
    "  --year Y           the year whose figures are judged\n"
    "  --unit CODE        one unit, by code or by name\n"
    "  --set S            the targets of one programme, for instance national; else all\n"
    "  --task ID          only those that serve one task\n"
    "  --as-of DAY        the units, law and register of that day (YYYY-MM-DD); else of 31 December\n"
    "  --rebase           carry figures and recognitions of units that were merged or split to those of that "
    "day\n"
    "  --format csv|json  every figure, the computed and the published one, and the ids of the targets\n"
    "\n"
    "Examples\n"
    "  chuan targets --year 2024\n"
    "  chuan targets --year 2024 --format csv > targets.csv\n";

static const char targets_vi[] =
    "chuan targets [--year N] [--unit MÃ] [--set BỘ] [--task MÃ] [--as-of NGÀY] [--rebase]\n"
    "Trong một năm (không ghi --year: năm gần nhất có số liệu) tỉnh đang ở đâu so với mục tiêu: phải đạt bao "
    "nhiêu, đang "
    "có bao nhiêu hoặc trong khoảng nào, lộ trình đòi hỏi bao nhiêu, tiến độ ra sao, và câu trả lời dựa trên "
    "số liệu tốt "
    "đến đâu. Có số công bố thì lấy số công bố trước số tính được; hai câu trả lời hoặc các nguồn khác nhau "
    "thì nêu ra. "
    "`explain 58 MÃ` cho biết vì sao.\n"
    "\n"
    "  --year N           năm của số liệu đem xét\n"
    "  --unit MÃ          một đơn vị, theo mã hoặc tên\n"
    "  --set BỘ           mục tiêu của một chương trình, ví dụ national; không ghi là tất cả\n"
    "  --task MÃ          chỉ những mục tiêu thuộc một nhiệm vụ\n"
    "  --as-of NGÀY       đơn vị, văn bản, sổ công nhận của ngày đó (YYYY-MM-DD); không ghi: ngày 31/12\n"
    "  --rebase           đưa số liệu, công nhận của đơn vị đã sáp nhập, chia tách về đơn vị của ngày đó\n"
    "  --format csv|json  mọi con số, cả số tính được lẫn số công bố, và mã các mục tiêu\n"
    "\n"
    "Ví dụ\n"
    "  chuan targets --year 2024\n"
    "  chuan targets --year 2024 --format csv > targets.csv\n";

static const char tasks_en[] =
    "chuan tasks [--year Y] [--unit CODE] [--set S] [--task ID] [--as-of DAY] [--rebase]\n"
    "The tasks and solutions of the programme, each with the departments that carry it out, how its targets "
    "stand, and "
    "how many units meet the criteria that serve it. Options as in `targets`.\n"
    "\n"
    "Examples\n"
    "  chuan tasks --year 2024\n"
    "  chuan tasks --year 2024 --task 3\n"
    "  chuan tasks --year 2024 --task solution-2\n";

static const char tasks_vi[] =
    "chuan tasks [--year N] [--unit MÃ] [--set BỘ] [--task MÃ] [--as-of NGÀY] [--rebase]\n"
    "Các nhiệm vụ, giải pháp của chương trình: cơ quan thực hiện, các mục tiêu đang ở đâu, và bao nhiêu đơn "
    "vị đạt những "
    "tiêu chí phục vụ nhiệm vụ. Tùy chọn như ở `targets`.\n"
    "\n"
    "Ví dụ\n"
    "  chuan tasks --year 2024\n"
    "  chuan tasks --year 2024 --task 3\n"
    "  chuan tasks --year 2024 --task solution-2\n";

/* What goes on in a further line stands under what it says: under the second column, or inside a command. */
static unsigned hang_of(const char *line, size_t length) {
  size_t start = 0;
  unsigned column = 0;
  while (start < length && line[start] == ' ') start++;
  if (start == 0) return 0;
  for (size_t i = 0; i < length; i++) {
    column += ((unsigned char)line[i] & 0xc0u) != 0x80u;
    if (i > start + 1 && line[i] != ' ' && line[i - 1] == ' ' && line[i - 2] == ' ') return column - 1;
  }
  return (unsigned)start + 2;
}

static void print_folded(const char *text) {
  unsigned width = terminal_width(STDOUT_FILENO);
  if (width == 0 || width > WIDEST) width = WIDEST;
  while (*text != '\0') {
    size_t length = strcspn(text, "\n");
    struct fold fold = fold_begin(stdout, width, hang_of(text, length));
    fold_bytes(&fold, text, length);
    fold_end_line(&fold);
    text += length + (text[length] == '\n');
  }
}

void print_help(enum command command, chuan_language language) {
  static const struct {
    const char *english, *vietnamese;
  } helps[] = {
      [COMMAND_UNITS] = {units_en, units_vi},
      [COMMAND_SUCCESSIONS] = {successions_en, successions_vi},
      [COMMAND_ATTRIBUTES] = {attributes_en, attributes_vi},
      [COMMAND_RECOGNITIONS] = {recognitions_en, recognitions_vi},
      [COMMAND_CHECK] = {check_en, check_vi},
      [COMMAND_FACTS] = {facts_en, facts_vi},
      [COMMAND_EVALUATE] = {evaluate_en, evaluate_vi},
      [COMMAND_TARGETS] = {targets_en, targets_vi},
      [COMMAND_TASKS] = {tasks_en, tasks_vi},
      [COMMAND_EXPLAIN] = {explain_en, explain_vi},
      [COMMAND_HELP] = {overview_en, overview_vi},
  };
  if (command >= COMMAND_COUNT) command = COMMAND_HELP;
  const char *text = help_of_files(command, language);
  print_folded(text != NULL ? text : pick(language, helps[command].english, helps[command].vietnamese));
}
