/* What rule files build while they run: untyped nodes and records, with names not yet resolved. A draft
 * lives in the rulebook's arena; rules/words.c makes it, rules/resolve.c turns it into the graph. */
#ifndef CHUAN_RULES_DRAFT_H
#define CHUAN_RULES_DRAFT_H

#include "base/arena.h"
#include "base/report.h"
#include "rules/dialect.h"

#include <lua.h>

#include <stddef.h>
#include <stdint.h>

#define DRAFT_DEPTH_MAX 64u
#define DRAFT_TEXT_MAX 4096u

enum draft_kind {
  DRAFT_NODE,   /* an expression word with arguments; also a call of something that is no word */
  DRAFT_NAME,   /* a name that was used: a fact, a derived value, or a mistake */
  DRAFT_NUMBER, /* text of a number */
  DRAFT_STRING,
  DRAFT_BOOLEAN,
  DRAFT_TABLE,    /* a plain Lua table: fields in order */
  DRAFT_RECORD,   /* criterion, indicator, ...: word and fields */
  DRAFT_FUNCTION, /* of compute: reference into the sandbox */
  DRAFT_ERROR     /* already reported; whatever contains it stays silent */
};

enum draft_use { DRAFT_UNUSED, DRAFT_ATTACHED, DRAFT_CALLED };

struct draft_file {
  const char *name; /* as shown to the person */
  const char *text;
  size_t length;
  struct dialect dialect;
  /* lines with a finding of the token check, in order: complaints near them may only follow */
  uint32_t *suspects;
  size_t suspect_count;
  int incomplete; /* did not run to its end: what it would have declared is not known */
  int cut;        /* and ends half-way: it may declare anything */
};

struct draft_field {
  const char *key;  /* NULL: positional, or an integer key (then position says which) */
  int64_t position; /* 1.. for positional and integer keys */
  struct draft *value;
};

struct draft {
  enum draft_kind kind;
  const struct draft_file *file;
  struct place place;
  const char *word;    /* NODE, RECORD: its word; NAME: the name; STRING/NUMBER: the text */
  int known;           /* NODE, RECORD, NAME: the enum word, or WORD_UNKNOWN */
  enum draft_use used; /* what never is gets an error */
  int64_t integer;     /* BOOLEAN 0/1; FUNCTION reference */
  /* positional first, in order, then keyed by appearance in the text: deterministic */
  struct draft_field *fields;
  uint32_t field_count;
  uint32_t depth;                   /* of words inside words */
  struct draft *next;               /* every draft that a word made, in order of making */
  struct draft *next_record;        /* the records among them: few, and gone through for each kind */
  struct reading *readings;         /* what rules/resolve.c made of it, per level and wanted type */
  struct guess *guess;              /* what type it looks like */
  struct compute_function *compute; /* FUNCTION: once something uses it */
  uint32_t stamp;                   /* of the walk that saw it last */
};

struct loader;

/* For functions that Lua calls; they raise when there is no memory or the limits are reached. */
struct draft *draft_make(lua_State *L, struct loader *loader, enum draft_kind kind, uint32_t line);
struct draft_field *draft_fields(lua_State *L, struct loader *loader, size_t count);
/* The value at `index`; drafts in it count as used. A function is taken only with `functions`. */
struct draft *draft_from_lua(lua_State *L, struct loader *loader, int index, uint32_t line, int functions);
/* The arguments first..top of a call become the fields; nested too deeply it turns into DRAFT_ERROR. */
void draft_take_arguments(lua_State *L, struct loader *loader, struct draft *draft, int first, int functions);

/* Whether the token check found something about here. */
int draft_file_suspect(const struct draft_file *file, uint32_t line);
/* Where `key =` stands in the record or table. */
struct place draft_key_place(const struct draft *draft, const char *key);
/* Where a field stands: its key's place, or its value's. */
struct place draft_field_place(const struct draft *draft, const struct draft_field *field);
const struct draft_field *draft_field_find(const struct draft *draft, const char *key); /* or NULL */
/* How to speak of it: `households`, `share(...)`, `65`. In the arena; never NULL. */
const char *draft_describe(struct arena *arena, const struct draft *draft);

#endif
