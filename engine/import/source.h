/* A regular file as the bytes a plugin reads: with its digest, progress, and a way to be stopped. */
#ifndef CHUAN_IMPORT_SOURCE_H
#define CHUAN_IMPORT_SOURCE_H

#include "base/digest.h"
#include "base/report.h"
#include "chuan_plugin.h"

#include <sys/stat.h>

#define SOURCE_HEAD_SIZE 4096 /* what a plugin's probe sees at most */

struct file_source {
  chuan_source plugin_side; /* first: what the plugin holds is this struct */
  struct report *report;
  const char *path;
  int descriptor;
  struct stat status;  /* as the file was when it was opened */
  uint64_t position;   /* where the plugin reads next */
  uint64_t done, told; /* bytes read; bytes when progress was last called */
  chuan_progress progress;
  void *progress_payload;
  chuan_status failure; /* why a read ended: CHUAN_IO or CHUAN_STOPPED, already in the report */
};

/* `path` must outlive the source. Refuses what is not a regular file and what has no bytes. */
chuan_status source_open(const char *path, chuan_progress progress, void *progress_payload,
                         struct report *report, struct file_source *out);
void source_close(struct file_source *source);
/* Of the whole file; the plugin's place in it stays as it is, here and below. */
chuan_status source_digest(struct file_source *source, char out[DIGEST_TEXT_SIZE]);
/* The same, reckoned by a thread while other things are done, when the file is large; NULL: it is not worth it, and
 * digest_ahead_end does all of it. The source stays open meanwhile. */
struct digest_ahead *digest_ahead_begin(const struct file_source *source);
/* *ahead is NULL from then on, unless it fails. */
chuan_status digest_ahead_end(struct digest_ahead **ahead, struct file_source *source,
                              char out[DIGEST_TEXT_SIZE]);
void digest_ahead_free(struct digest_ahead *ahead); /* before the source is closed */
chuan_status source_head(struct file_source *source, uint8_t head[SOURCE_HEAD_SIZE], size_t *length);
/* For a second reading of the same bytes beside the first, which must stay open: progress stands still meanwhile, but
 * can stop it. Not to be closed. */
struct file_source source_again(struct file_source *first);
/* Records that the bytes cannot be read: `why` is an errno. */
chuan_status source_fail(struct file_source *source, int why);
/* Calls progress: CHUAN_STOPPED, said, when that wants to stop. Reading does so now and then by itself. */
chuan_status source_tell(struct file_source *source);
/* CHUAN_IO when somebody wrote to the file since it was opened: digest and rows would not agree. */
chuan_status source_check_unchanged(struct file_source *source);

#endif
