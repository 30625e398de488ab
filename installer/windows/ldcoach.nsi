; The second installer for Windows; the MSI is what IT rolls out. Silent: ldcoach-VERSION-x64-setup.exe /S [/D=C:\Folder]
; Defined from outside: VERSION, PAYLOAD (the folder to install), ICON, OUTPUT.
Target amd64-unicode
!include "x64.nsh"
!include "WordFunc.nsh"
!include "LogicLib.nsh"
!insertmacro VersionCompare
Name "LDCoach"
OutFile "${OUTPUT}"
Icon "${ICON}"
UninstallIcon "${ICON}"
RequestExecutionLevel admin
InstallDir "$PROGRAMFILES64\LDCoach"
InstallDirRegKey HKLM "SOFTWARE\LDCoach" "InstallDir"
SetCompressor /SOLID lzma
ShowInstDetails nevershow
ShowUninstDetails nevershow
VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "LDCoach"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "Installs LDCoach"
VIAddVersionKey "LegalCopyright" "The LDCoach maintainers"
!define REMOVAL "Software\Microsoft\Windows\CurrentVersion\Uninstall\LDCoach"
Page directory
Page instfiles
UninstPage uninstConfirm
UninstPage instfiles

Function .onInit
  SetRegView 64
  SetShellVarContext all
  ReadRegStr $0 HKLM "${REMOVAL}" "DisplayVersion"
  ${If} $0 != ""
    ${VersionCompare} "$0" "${VERSION}" $1
    ${If} $1 == 1
      MessageBox MB_OK|MB_ICONSTOP "A newer LDCoach ($0) is installed. It stays as it is." /SD IDOK
      SetErrorLevel 1638
      Quit
    ${EndIf}
  ${EndIf}
FunctionEnd

Function un.onInit
  SetRegView 64
  SetShellVarContext all
FunctionEnd

Section
  ; What an older version left and this one does not bring must not stay.
  RMDir /r "$INSTDIR\_internal"
  RMDir /r "$INSTDIR\papers"
  SetOutPath "$INSTDIR"
  File /r "${PAYLOAD}/*.*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortCut "$SMPROGRAMS\LDCoach.lnk" "$INSTDIR\ldcoachw.exe"
  WriteRegStr HKLM "SOFTWARE\LDCoach" "InstallDir" "$INSTDIR"
  WriteRegStr HKLM "SOFTWARE\Classes\.ldpack" "" "LDCoach.Pack"
  WriteRegStr HKLM "SOFTWARE\Classes\LDCoach.Pack" "" "LDCoach content pack"
  WriteRegStr HKLM "SOFTWARE\Classes\LDCoach.Pack\DefaultIcon" "" "$INSTDIR\ldcoachw.exe,0"
  WriteRegStr HKLM "SOFTWARE\Classes\LDCoach.Pack\shell\open\command" "" '"$INSTDIR\ldcoachw.exe" "%1"'
  WriteRegStr HKLM "SOFTWARE\Classes\.ldhandover" "" "LDCoach.Handover"
  WriteRegStr HKLM "SOFTWARE\Classes\LDCoach.Handover" "" "LDCoach handover"
  WriteRegStr HKLM "SOFTWARE\Classes\LDCoach.Handover\DefaultIcon" "" "$INSTDIR\ldcoachw.exe,0"
  WriteRegStr HKLM "SOFTWARE\Classes\LDCoach.Handover\shell\open\command" "" '"$INSTDIR\ldcoachw.exe" "%1"'
  WriteRegStr HKLM "${REMOVAL}" "DisplayName" "LDCoach"
  WriteRegStr HKLM "${REMOVAL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKLM "${REMOVAL}" "DisplayIcon" "$INSTDIR\ldcoachw.exe"
  WriteRegStr HKLM "${REMOVAL}" "Publisher" "The LDCoach maintainers"
  WriteRegStr HKLM "${REMOVAL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKLM "${REMOVAL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKLM "${REMOVAL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKLM "${REMOVAL}" "NoModify" 1
  WriteRegDWORD HKLM "${REMOVAL}" "NoRepair" 1
SectionEnd

Section Uninstall
  ; Records are in the users' own folders and stay; so do IT's settings under SOFTWARE\Policies.
  RMDir /r "$INSTDIR\_internal"
  RMDir /r "$INSTDIR\papers"
  Delete "$INSTDIR\ldcoach.exe"
  Delete "$INSTDIR\ldcoachw.exe"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\LDCoach.lnk"
  DeleteRegKey HKLM "SOFTWARE\Classes\LDCoach.Pack"
  DeleteRegKey HKLM "SOFTWARE\Classes\.ldpack"
  DeleteRegKey HKLM "SOFTWARE\Classes\LDCoach.Handover"
  DeleteRegKey HKLM "SOFTWARE\Classes\.ldhandover"
  DeleteRegKey HKLM "SOFTWARE\LDCoach"
  DeleteRegKey HKLM "${REMOVAL}"
SectionEnd
