/* Faults where a process meets the disk. Loaded before the C library (LD_PRELOAD), it counts what the process changes, or
   reads, below one folder, and at a chosen call kills the process or lets the call fail. Also shifts the clock. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

enum kind { NOTHING, KILL, FAIL, READ_ONLY, FAIL_READS };

static char folder[PATH_MAX];
static size_t folder_length;
static enum kind kind;
static long at;          /* the call, counted from 1, at which the fault begins; it lasts from there on */
static int error_number; /* what a failing call says */
static long *count;      /* shared with forked processes, so that a parent can read what its child has counted */
static double clock_shift;

void fault_arm(const char *below, int what, long where, int error) {
    snprintf(folder, sizeof folder, "%s", below);
    folder_length = strlen(folder);
    kind = what;
    at = where;
    error_number = error;
    *count = 0;
}

long fault_count(void) { return *count; }

__attribute__((constructor)) static void prepare(void) {
    count = mmap(NULL, sizeof *count, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    const char *shift = getenv("FAULT_CLOCK");
    clock_shift = shift ? atof(shift) : 0;
    const char *below = getenv("FAULT_FOLDER");
    if (below)
        fault_arm(below, atoi(getenv("FAULT_KIND")), atol(getenv("FAULT_AT")), atoi(getenv("FAULT_ERROR")));
}

static int is_below(const char *path) {
    char whole[PATH_MAX];
    if (!folder_length || !path)
        return 0;
    if (path[0] != '/') {
        char here[PATH_MAX];
        if (!getcwd(here, sizeof here) || snprintf(whole, sizeof whole, "%s/%s", here, path) >= (int)sizeof whole)
            return 0;
        path = whole;
    }
    return !strncmp(path, folder, folder_length) && (path[folder_length] == '/' || !path[folder_length]);
}

static int is_file_below(int descriptor) {
    char link[64], path[PATH_MAX];
    if (!folder_length)
        return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0)
        return 0;
    path[length] = 0;
    return is_below(path);
}

static int is_due(void) { return __atomic_add_fetch(count, 1, __ATOMIC_SEQ_CST) >= at; }

/* Whether a change must fail; it kills the process where that is asked for. */
static int refuses(int takes_space) {
    if (kind == FAIL_READS || !is_due())
        return 0;
    if (kind == KILL)
        kill(getpid(), SIGKILL);
    return kind == READ_ONLY || (kind == FAIL && (takes_space || error_number != ENOSPC));
}

static int failed(void) {
    errno = error_number;
    return -1;
}

#define REAL(name) ((__typeof__(&name))({ static void *found; if (!found) found = dlsym(RTLD_NEXT, #name); found; }))

/* A write that is cut in the middle when the process is to die or the disk becomes full in it. */
#define WRITES(name, after, ...)                                                          \
    if (is_file_below(descriptor)) {                                                      \
        if (kind == KILL && *count + 1 == at && size > 1) {                               \
            size_t half = size / 2;                                                       \
            REAL(name)(descriptor, data, half after);                                     \
        }                                                                                 \
        if (refuses(1)) {                                                                 \
            if (kind == FAIL && error_number == ENOSPC && *count == at && size > 1)       \
                return REAL(name)(descriptor, data, size / 2 after);                      \
            return failed();                                                              \
        }                                                                                 \
    }                                                                                     \
    return REAL(name)(descriptor, data, size after);

#define COMMA ,
ssize_t write(int descriptor, const void *data, size_t size) { WRITES(write, ) }
ssize_t pwrite(int descriptor, const void *data, size_t size, off_t to) { WRITES(pwrite, COMMA to) }
ssize_t pwrite64(int descriptor, const void *data, size_t size, off64_t to) { WRITES(pwrite64, COMMA to) }

ssize_t writev(int descriptor, const struct iovec *parts, int number) {
    if (is_file_below(descriptor) && refuses(1))
        return failed();
    return REAL(writev)(descriptor, parts, number);
}

size_t fwrite(const void *data, size_t size, size_t number, FILE *file) {
    if (is_file_below(fileno(file)) && refuses(1)) {
        failed();
        return 0;
    }
    return REAL(fwrite)(data, size, number, file);
}

#define CHANGES(name, below, takes_space, ...) \
    if ((below) && refuses(takes_space))       \
        return failed();                       \
    return REAL(name)(__VA_ARGS__);

int ftruncate(int descriptor, off_t length) { CHANGES(ftruncate, is_file_below(descriptor), length, descriptor, length) }
int ftruncate64(int descriptor, off64_t length) { CHANGES(ftruncate64, is_file_below(descriptor), length, descriptor, length) }
int fsync(int descriptor) { CHANGES(fsync, is_file_below(descriptor), 0, descriptor) }
int fdatasync(int descriptor) { CHANGES(fdatasync, is_file_below(descriptor), 0, descriptor) }
int unlink(const char *path) { CHANGES(unlink, is_below(path), 0, path) }
int unlinkat(int parent, const char *path, int flags) { CHANGES(unlinkat, is_below(path), 0, parent, path, flags) }
int rmdir(const char *path) { CHANGES(rmdir, is_below(path), 0, path) }
int mkdir(const char *path, mode_t mode) { CHANGES(mkdir, is_below(path), 1, path, mode) }
int rename(const char *from, const char *to) { CHANGES(rename, is_below(from) || is_below(to), 0, from, to) }

/* Opening: making a file takes space, and opening one to write fails where all is read-only. */
static int opens(const char *path, int flags) {
    if (!is_below(path) || kind == FAIL_READS)
        return 0;
    if (kind == READ_ONLY)
        return flags & (O_WRONLY | O_RDWR | O_CREAT) ? 1 : 0;
    struct stat seen;
    return (flags & O_CREAT) && stat(path, &seen) && refuses(1);
}

#define OPENS(name, ...)                  \
    va_list rest;                         \
    va_start(rest, flags);                \
    mode_t mode = va_arg(rest, mode_t);   \
    va_end(rest);                         \
    if (opens(path, flags))               \
        return failed();                  \
    return REAL(name)(__VA_ARGS__, mode);

int open(const char *path, int flags, ...) { OPENS(open, path, flags) }
int open64(const char *path, int flags, ...) { OPENS(open64, path, flags) }
int openat(int parent, const char *path, int flags, ...) { OPENS(openat, parent, path, flags) }
int openat64(int parent, const char *path, int flags, ...) { OPENS(openat64, parent, path, flags) }

static FILE *opens_stream(const char *path, const char *mode) {
    static FILE none;
    int flags = mode[0] == 'r' && !strchr(mode, '+') ? O_RDONLY : O_RDWR | O_CREAT;
    return opens(path, flags) ? &none : NULL;
}

FILE *fopen(const char *path, const char *mode) {
    return opens_stream(path, mode) ? (failed(), NULL) : REAL(fopen)(path, mode);
}
FILE *fopen64(const char *path, const char *mode) {
    return opens_stream(path, mode) ? (failed(), NULL) : REAL(fopen64)(path, mode);
}

#define READS(name, ...)                                                 \
    if (kind == FAIL_READS && is_file_below(descriptor) && is_due())     \
        return failed();                                                 \
    return REAL(name)(__VA_ARGS__);

ssize_t read(int descriptor, void *data, size_t size) { READS(read, descriptor, data, size) }
ssize_t pread(int descriptor, void *data, size_t size, off_t from) { READS(pread, descriptor, data, size, from) }
ssize_t pread64(int descriptor, void *data, size_t size, off64_t from) { READS(pread64, descriptor, data, size, from) }

size_t fread(void *data, size_t size, size_t number, FILE *file) {
    if (kind == FAIL_READS && is_file_below(fileno(file)) && is_due()) {
        failed();
        return 0;
    }
    return REAL(fread)(data, size, number, file);
}

/* The clock of the wall; the one that only measures goes on as it is. */
int clock_gettime(clockid_t clock, struct timespec *now) {
    int code = REAL(clock_gettime)(clock, now);
    if (!code && clock == CLOCK_REALTIME)
        now->tv_sec += (time_t)clock_shift;
    return code;
}
int gettimeofday(struct timeval *restrict now, void *restrict zone) {
    int code = REAL(gettimeofday)(now, zone);
    if (!code && now)
        now->tv_sec += (time_t)clock_shift;
    return code;
}
time_t time(time_t *into) {
    time_t now = REAL(time)(NULL) + (time_t)clock_shift;
    if (into)
        *into = now;
    return now;
}
