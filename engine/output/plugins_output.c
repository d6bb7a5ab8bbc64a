/* The plugins found as a table, CSV or JSON: name, version, licence, extensions; and how they are kept apart. */
#include "output/plugins_output.h"

#include "output/csv.h"
#include "output/json.h"
#include "output/label.h"
#include "output/table.h"

/* "csv txt": what file names of this format end in. */
static void join_extensions(const chuan_plugin *plugin, struct buffer *out) {
  buffer_clear(out);
  for (size_t i = 0; plugin->extensions != NULL && plugin->extensions[i] != NULL; i++) {
    if (i > 0) buffer_add_char(out, ' ');
    buffer_add_string(out, plugin->extensions[i]);
  }
}

static chuan_status write_table(const chuan_plugin *const *plugins, size_t count, struct writer *writer,
                                struct buffer *text) {
  if (count == 0) {
    writer_text(writer,
                writer_pick(writer, "No plugins found; name their folder with $CHUAN_PLUGINS.\n",
                            "Không có trình đọc nào; hãy chỉ thư mục để chúng bằng $CHUAN_PLUGINS.\n"));
    return CHUAN_OK;
  }
  struct arena *arena = arena_create();
  struct table *table = arena == NULL ? NULL : table_create(arena);
  chuan_status status = CHUAN_MEMORY;
  if (table != NULL) {
    table_column(table, label_text(LABEL_PLUGIN, writer->language), TABLE_TEXT);
    table_column(table, label_text(LABEL_VERSION, writer->language), TABLE_TEXT);
    table_column(table, label_text(LABEL_LICENCE, writer->language), TABLE_TEXT);
    table_column(table, label_text(LABEL_EXTENSIONS, writer->language), TABLE_TEXT);
    for (size_t i = 0; i < count; i++) {
      join_extensions(plugins[i], text);
      table_cell(table, TINT_NONE, plugins[i]->name);
      table_cell(table, TINT_NONE, plugins[i]->version);
      table_cell(table, TINT_NONE, plugins[i]->licence);
      table_cell(table, TINT_NONE, buffer_string(text));
    }
    status = table_write(table, writer, 0);
  }
  arena_free(arena);
  return status;
}

/* What is not there is said as plainly as what is. */
static void write_apart(const struct plugins_apart *apart, struct writer *writer) {
  const struct {
    const char *english, *vietnamese;
    int there;
  } fences[] = {{"a process of its own", "tiến trình riêng", apart->process},
                {"Landlock (opens no file)", "Landlock (không mở được tệp)", apart->landlock},
                {"seccomp (nothing but reading)", "seccomp (chỉ được đọc)", apart->seccomp}};
  writer_text(writer, writer_pick(writer, "\nPlugins are kept apart from everything else: ",
                                  "\nTrình đọc được tách khỏi mọi thứ khác: "));
  for (size_t i = 0; i < sizeof fences / sizeof *fences; i++)
    writer_format(writer, "%s%s: %s", i > 0 ? "; " : "",
                  writer_pick(writer, fences[i].english, fences[i].vietnamese),
                  fences[i].there ? writer_pick(writer, "yes", "có") : writer_pick(writer, "no", "không"));
  writer_text(writer, "\n");
}

static void write_csv(const chuan_plugin *const *plugins, size_t count, struct writer *writer,
                      struct buffer *text) {
  struct csv csv;
  csv_begin(&csv, writer);
  csv_header(&csv, "plugin,version,licence,extensions");
  for (size_t i = 0; i < count; i++) {
    join_extensions(plugins[i], text);
    csv_text(&csv, plugins[i]->name);
    csv_text(&csv, plugins[i]->version);
    csv_text(&csv, plugins[i]->licence);
    csv_text(&csv, buffer_string(text));
    csv_end_row(&csv);
  }
}

static void write_json(const chuan_plugin *const *plugins, size_t count, const struct plugins_apart *apart,
                       struct writer *writer) {
  struct json json;
  json_begin(&json, writer, "chuan.plugins/1");
  json_array(&json, "plugins");
  for (size_t i = 0; i < count; i++) {
    json_object(&json, NULL);
    json_string(&json, "name", plugins[i]->name);
    json_string(&json, "version", plugins[i]->version);
    json_string(&json, "licence", plugins[i]->licence);
    json_array(&json, "extensions");
    for (size_t e = 0; plugins[i]->extensions != NULL && plugins[i]->extensions[e] != NULL; e++) {
      json_string(&json, NULL, plugins[i]->extensions[e]);
    }
    json_close(&json);
    json_close(&json);
  }
  json_close(&json);
  json_object(&json, "apart");
  json_boolean(&json, "process", apart->process);
  json_boolean(&json, "landlock", apart->landlock);
  json_boolean(&json, "seccomp", apart->seccomp);
  json_end(&json);
}

chuan_status plugins_output(const chuan_plugin *const *plugins, size_t count,
                            const struct plugins_apart *apart, chuan_language language,
                            const chuan_style *style, chuan_sink sink, void *payload) {
  struct writer writer;
  struct buffer text;
  chuan_status status = CHUAN_OK;
  writer_begin(&writer, style, language, sink, payload);
  buffer_init(&text, 0);
  if (writer.style.format == CHUAN_TABLE)
    status = write_table(plugins, count, &writer, &text);
  else if (writer.style.format == CHUAN_CSV)
    write_csv(plugins, count, &writer, &text);
  else
    write_json(plugins, count, apart, &writer);
  if (writer.style.format == CHUAN_TABLE && count > 0) write_apart(apart, &writer);
  if (text.failed && status == CHUAN_OK) status = CHUAN_MEMORY;
  buffer_free(&text);
  chuan_status sent = writer_end(&writer);
  return status != CHUAN_OK ? status : sent;
}
