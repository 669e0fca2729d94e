{{/*
Migrations: the service's own image brings its database up to date and ends. Flyway locks the database meanwhile, so of
several that start at once one migrates and the others find it done. Migrations only add, so that pods of the release
before go on beside them.
*/}}
{{- define "danggol.migrate" -}}
{{- $settings := include "danggol.settings" . | fromJson -}}
{{ include "danggol.container" . }}
{{ include "danggol.environmentFrom" . }}
env:
  - name: QUARKUS_INIT_AND_EXIT
    value: "true"
  - name: QUARKUS_FLYWAY_MIGRATE_AT_START
    value: "true"
  {{- include "danggol.secretVariables" . | trim | nindent 2 }}
  {{- with $settings.env }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
resources:
  {{- toYaml .Values.global.migrations.resources | nindent 2 }}
{{- end -}}

{{/* Only for databases that stand before the release does: hooks run before anything else of it. */}}
{{- define "danggol.migrationJob" -}}
{{- if or .Values.global.trial.enabled .Values.global.cloudNativePg.enabled }}
{{- fail "global.migrations.by: job (expected: initContainer, as this release brings the database itself)" }}
{{- end }}
{{- if or .Values.global.secrets.create .Values.global.secrets.externalSecret.enabled }}
{{- fail "global.migrations.by: job (expected: initContainer, or global.secrets.existingSecret: the Secret must stand before the release does)" }}
{{- end }}
{{- $migrating := merge (dict "migrating" true) . -}}
apiVersion: batch/v1
kind: Job
metadata:
  {{- include "danggol.metadataOf" (list . (printf "%s-migrate" .Chart.Name)) | nindent 2 }}
  annotations:
    helm.sh/hook: pre-install,pre-upgrade
    helm.sh/hook-weight: "0"
    helm.sh/hook-delete-policy: before-hook-creation,hook-succeeded
spec:
  backoffLimit: 3
  activeDeadlineSeconds: {{ int .Values.global.migrations.activeDeadlineSeconds }}
  template:
    metadata:
      labels:
        {{- include "danggol.labelsOf" (list . (printf "%s-migration" .Chart.Name)) | nindent 8 }}
    spec:
      {{- include "danggol.podSpec" $migrating | nindent 6 }}
      restartPolicy: Never
      containers:
        - name: migrate
          {{- include "danggol.migrate" $migrating | nindent 10 }}
{{- end -}}

{{/* What the service is told, as the Job runs before the release's own ConfigMap is there. */}}
{{- define "danggol.migrationConfigMap" -}}
apiVersion: v1
kind: ConfigMap
metadata:
  {{- include "danggol.metadataOf" (list . (printf "%s-migrate" .Chart.Name)) | nindent 2 }}
  annotations:
    helm.sh/hook: pre-install,pre-upgrade
    helm.sh/hook-weight: "-1"
    helm.sh/hook-delete-policy: before-hook-creation,hook-succeeded
data:
  {{- include "danggol.configuration" . | nindent 2 }}
{{- end -}}
