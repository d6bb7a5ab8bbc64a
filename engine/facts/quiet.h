/* SQLite's shared state while a process is made: whatever another thread is doing with it, the new process must find it
 * whole and free, for the plugin in it may read a database. */
#ifndef CHUAN_FACTS_QUIET_H
#define CHUAN_FACTS_QUIET_H

void sqlite_hold(void);    /* before fork(): waits until no thread is inside */
void sqlite_release(void); /* after it, in both processes */

#endif
