/* Windows Installer calls this before it changes anything: while the program is open, nothing is
   installed, upgraded or removed. Left to itself, a silent installation would close the program
   where it can; run by a management tool as SYSTEM it cannot reach another person's session, and
   would swap the files beneath a program that reads them as it goes. */
#include <windows.h>
#include <msi.h>
#include <msiquery.h>
#include <tlhelp32.h>
#include <wchar.h>

static BOOL runs(const wchar_t *name) {
  PROCESSENTRY32W entry = {.dwSize = sizeof entry};
  HANDLE all = CreateToolhelp32Snapshot(TH32CS_SNAPPROCESS, 0);
  BOOL more, found = FALSE;
  if (all == INVALID_HANDLE_VALUE) return FALSE;
  for (more = Process32FirstW(all, &entry); more && !found; more = Process32NextW(all, &entry))
    found = _wcsicmp(entry.szExeFile, name) == 0;
  CloseHandle(all);
  return found;
}

/* Nobody may write into a program file that runs. Who may not write there anyway, as before Windows
   has asked for the administrator, learns no more than that such a program runs. */
static BOOL is_open(const wchar_t *path) {
  HANDLE file = CreateFileW(path, GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE, NULL,
                            OPEN_EXISTING, 0, NULL);
  if (file != INVALID_HANDLE_VALUE) {
    CloseHandle(file);
    return FALSE;
  }
  switch (GetLastError()) {
    case ERROR_SHARING_VIOLATION: return TRUE;
    case ERROR_ACCESS_DENIED: return runs(PROGRAM);
    default: return FALSE;
  }
}

__declspec(dllexport) UINT __stdcall RefuseWhileOpen(MSIHANDLE installation) {
  wchar_t path[1024];
  DWORD room = sizeof path / sizeof *path - sizeof PROGRAM / sizeof *path;
  MSIHANDLE said;
  if (MsiGetPropertyW(installation, L"INSTALLDIR", path, &room) != ERROR_SUCCESS)
    return ERROR_SUCCESS;
  wcscat(path, PROGRAM);
  if (!is_open(path)) return ERROR_SUCCESS;
  said = MsiCreateRecord(0);
  MsiRecordSetStringW(said, 0, NAME L" is open. Close it, then start this again. Nothing was changed.");
  MsiProcessMessage(installation, INSTALLMESSAGE_ERROR | MB_OK | MB_ICONERROR, said);
  MsiCloseHandle(said);
  return ERROR_INSTALL_FAILURE;
}
