/* What `chuan help` says of the commands about files of figures: import, imports, undo, form, export. */
#include "cli/commands.h"
#include "cli/message.h"

#include <stddef.h>

static const char import_en[] =
    "chuan import FILE... --level L [options]\n"
    "Loads figures. A file is taken whole, in one transaction; rows that are wrong are rejected with row, "
    "column, value and reason, and the others are stored. Exit code 1 when rows were rejected.\n"
    "\n"
    "Without a mapping the headings are `unit` (or the name of the unit), `year` (or --year) and the ids or "
    "names of facts; an empty cell is no data. What `form` made is read as it comes back. With the headings "
    "`fact` and `value` each row is one figure, and `confidence` (high, medium, low), `source` "
    "and "
    "`note` say where it is from; an empty value or \"?\" says nothing. Without --period, the rules are "
    "those of the "
    "file's first year.\n"
    "\n"
    "  --level L          what the units of the file are: commune, district, ...\n"
    "  --year Y           the year of all rows, when the file has no `year` column\n"
    "  --mapping M.lua    which heading of the file is which fact\n"
    "  --format F         the plugin that reads the file; else it is recognised (`chuan --format json import "
    "...`, before the command, is how the result is written)\n"
    "  --sheet S          the sheet of a workbook, the table of a database, or a query: \"SELECT ...\"\n"
    "  --encoding E       tcvn3, vni or windows-1258 for old text, when it is not found out by itself\n"
    "  --status S         official (as when nothing is said), preliminary or illustrative\n"
    "  --dry-run          read and judge every row, write nothing\n"
    "  --rejects OUT.csv  write rejected rows there, with reasons: to be corrected and imported again\n"
    "  --suggest          instead: a first mapping for the file, to be corrected (-o M.lua, else to the "
    "screen)\n"
    "  --sheets           instead: the sheets of the file and their headings\n"
    "  --formats          instead: the plugins, and how they are kept apart from everything else\n"
    "  --in-process       parse in this process, where none can be started beside it: a bad file can then "
    "end it ($CHUAN_IN_PROCESS=1 does so for every file)\n"
    "\n"
    "Examples\n"
    "  chuan import figures-2024.csv --level commune --year 2024\n"
    "  chuan import figures.csv --level commune --status preliminary --dry-run --rejects rejected.csv\n"
    "  chuan import report.xlsx --level commune --suggest -o report.lua\n"
    "  chuan import report.xlsx --level commune --mapping report.lua --sheet \"Biểu 01\"\n";

static const char import_vi[] =
    "chuan import TỆP... --level L [tùy chọn]\n"
    "Nạp số liệu. Mỗi tệp là một giao dịch trọn vẹn; dòng sai bị loại kèm số dòng, cột, giá trị và lý do, "
    "các dòng còn lại được ghi. Mã kết thúc 1 khi có dòng bị loại.\n"
    "\n"
    "Không có tệp ánh xạ thì tiêu đề gồm `unit` (hoặc tên đơn vị), `year` (hoặc --year) và mã hoặc tên các "
    "số liệu; ô trống là chưa có số liệu. Biểu do `form` lập thì nhập thẳng. Có tiêu đề `fact` và `value` "
    "thì mỗi dòng là một số liệu, và `confidence` (high: cao, "
    "medium: "
    "trung bình, low: thấp), `source`, `note` cho biết lấy từ đâu; giá trị trống hoặc \"?\" là không nói gì. "
    "Không "
    "ghi --period thì dùng bộ quy tắc của năm đầu tiên trong tệp.\n"
    "\n"
    "  --level L          đơn vị trong tệp thuộc cấp nào: commune (xã), district (huyện), ...\n"
    "  --year N           năm của mọi dòng, khi tệp không có cột `year`\n"
    "  --mapping M.lua    tiêu đề nào của tệp là số liệu nào\n"
    "  --format F         trình đọc tệp; không ghi thì tự nhận ra (`chuan --format json import ...`, đặt "
    "trước lệnh, là dạng của kết quả)\n"
    "  --sheet S          trang tính cần đọc, bảng của cơ sở dữ liệu, hoặc câu truy vấn: \"SELECT ...\"\n"
    "  --encoding E       tcvn3, vni hoặc windows-1258 cho chữ cũ, khi không tự nhận ra\n"
    "  --status S         official (chính thức, mặc định), preliminary (sơ bộ) hoặc illustrative (minh họa)\n"
    "  --dry-run          đọc và xét mọi dòng, không ghi gì\n"
    "  --rejects RA.csv   ghi các dòng bị loại ra tệp, kèm lý do: sửa trong đó rồi nhập lại\n"
    "  --suggest          chỉ gợi ý tệp ánh xạ để sửa lại (-o M.lua, không ghi thì ra màn hình)\n"
    "  --sheets           chỉ liệt kê các trang tính và tiêu đề\n"
    "  --formats          chỉ liệt kê các trình đọc, và cách chúng được tách riêng\n"
    "  --in-process       đọc ngay trong tiến trình này, khi không mở được tiến trình riêng: tệp hỏng có thể "
    "làm dừng cả chương trình ($CHUAN_IN_PROCESS=1: với mọi tệp)\n"
    "\n"
    "Ví dụ\n"
    "  chuan import so-lieu-2024.csv --level commune --year 2024\n"
    "  chuan import so-lieu.csv --level commune --status preliminary --dry-run --rejects bi-loai.csv\n"
    "  chuan import bao-cao.xlsx --level commune --suggest -o bao-cao.lua\n"
    "  chuan import bao-cao.xlsx --level commune --mapping bao-cao.lua --sheet \"Biểu 01\"\n";

static const char imports_en[] =
    "chuan imports [N]\n"
    "The imports of the dossier, the latest first: file, level, status, and how many rows were accepted, "
    "changed a "
    "figure, were unchanged, kept beside or rejected. With the number of one: its rejected rows with their "
    "reasons, and "
    "the figures that it changed, before and after.\n"
    "\n"
    "Example\n"
    "  chuan imports 3\n";

static const char imports_vi[] =
    "chuan imports [N]\n"
    "Các lần nhập của hồ sơ, mới nhất trước: tệp, cấp, loại số liệu, bao nhiêu dòng được nhận, làm đổi số "
    "liệu, không đổi, giữ bên cạnh, bị loại. Nêu số của một lần nhập: các dòng bị loại kèm lý do, và các số "
    "liệu mà nó làm đổi, trước và sau.\n"
    "\n"
    "Ví dụ\n"
    "  chuan imports 3\n";

static const char undo_en[] =
    "chuan undo N\n"
    "Takes the import number N back (`chuan imports` lists them): every figure is as if it had never come; "
    "figures from "
    "other files stay, and serve again where this one had replaced them. The import stays listed, as "
    "undone.\n"
    "\n"
    "Example\n"
    "  chuan undo 3\n";

static const char undo_vi[] =
    "chuan undo N\n"
    "Rút lại lần nhập số N (xem `chuan imports`): mọi số liệu như chưa từng có lần nhập đó; số liệu từ tệp "
    "khác còn "
    "nguyên và được dùng lại ở chỗ đã bị thay. Lần nhập vẫn còn trong danh sách, ghi là đã rút.\n"
    "\n"
    "Ví dụ\n"
    "  chuan undo 3\n";

static const char form_en[] =
    "chuan form LEVEL --year Y -o FORM.xlsx [options]\n"
    "Makes the workbook to fill in: a sheet for each group of facts, the units in it, a definition at each "
    "heading, cells "
    "that take only what they may hold, last year's figures beside. What comes back filled in is imported "
    "without a mapping. A file that is there already is not written over.\n"
    "\n"
    "  --year Y           the year that is asked for\n"
    "  -o FORM.xlsx       where it goes\n"
    "  --unit CODE        only what is below this unit\n"
    "  --filled           with the figures of the year that are there already\n"
    "\n"
    "Example\n"
    "  chuan form commune --year 2025 -o form.xlsx\n"
    "  chuan import form.xlsx --level commune\n";

static const char form_vi[] =
    "chuan form CẤP --year N -o BIỂU.xlsx [tùy chọn]\n"
    "Lập bảng tính để điền: mỗi nhóm số liệu một trang, có sẵn các đơn vị, tiêu đề kèm định nghĩa, ô chỉ "
    "nhận "
    "giá trị hợp lệ, bên cạnh có số liệu năm trước. Điền xong thì nhập thẳng, không cần tệp ánh xạ. "
    "Không ghi đè lên tệp đã có.\n"
    "\n"
    "  --year N           năm cần lấy số liệu\n"
    "  -o BIỂU.xlsx       tệp ghi ra\n"
    "  --unit MÃ          chỉ các đơn vị trực thuộc đơn vị này\n"
    "  --filled           điền sẵn số liệu đã có của năm\n"
    "\n"
    "Ví dụ\n"
    "  chuan form commune --year 2025 -o bieu-mau.xlsx\n"
    "  chuan import bieu-mau.xlsx --level commune\n";

static const char export_en[] =
    "chuan export --level L [options]\n"
    "The figures that count, as a file that `import` takes back: unit, year, the facts of the level and "
    "data_status, how official the row is, so that illustrative figures do not come back as official ones. "
    "With -o the name decides: .json is JSON, anything else CSV; to the screen it is a table unless --format "
    "says otherwise.\n"
    "\n"
    "  --level L          commune, district, ...\n"
    "  --year Y           one year; else every year with figures\n"
    "  --unit CODE        only this unit and what is below it\n"
    "  -o FILE            instead of to the screen\n"
    "\n"
    "Example\n"
    "  chuan export --level commune --year 2024 -o figures-2024.csv\n";

static const char export_vi[] =
    "chuan export --level L [tùy chọn]\n"
    "Xuất các số liệu đang dùng ra tệp mà `import` đọc lại được: đơn vị, năm, các số liệu của cấp và "
    "data_status (chính thức, sơ bộ hay minh họa), để số minh họa không bị nhập lại thành số chính thức. Có "
    "-o "
    "thì theo tên tệp: .json là JSON, còn lại là CSV; ra màn hình thì là bảng, trừ khi có --format.\n"
    "\n"
    "  --level L          commune (xã), district (huyện), ...\n"
    "  --year N           một năm; không ghi thì mọi năm có số liệu\n"
    "  --unit MÃ          chỉ đơn vị này và các đơn vị trực thuộc\n"
    "  -o TỆP             ghi ra tệp thay vì màn hình\n"
    "\n"
    "Ví dụ\n"
    "  chuan export --level commune --year 2024 -o so-lieu-2024.csv\n";

const char *help_of_files(enum command command, chuan_language language) {
  switch (command) {
    case COMMAND_IMPORT:
      return pick(language, import_en, import_vi);
    case COMMAND_IMPORTS:
      return pick(language, imports_en, imports_vi);
    case COMMAND_UNDO:
      return pick(language, undo_en, undo_vi);
    case COMMAND_FORM:
      return pick(language, form_en, form_vi);
    case COMMAND_EXPORT:
      return pick(language, export_en, export_vi);
    default:
      return NULL;
  }
}
