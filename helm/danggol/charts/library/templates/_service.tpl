{{/* All objects of a service. */}}
{{- define "danggol.service" -}}
{{- $settings := include "danggol.settings" . | fromJson -}}
{{ include "danggol.configMap" . }}
---
{{ include "danggol.deployment" . }}
---
{{ include "danggol.networkService" . }}
{{- if $settings.serviceAccount.create }}
{{- if .Values.global.services.serviceAccount.name }}
{{- fail "global.services.serviceAccount.name: given (expected: none, or global.services.serviceAccount.create: false, as each service makes its own)" }}
{{- end }}
---
{{ include "danggol.serviceAccount" . }}
{{- end }}
{{- if $settings.podDisruptionBudget.enabled }}
---
{{ include "danggol.podDisruptionBudget" . }}
{{- end }}
{{- if $settings.autoscaling.enabled }}
---
{{ include "danggol.autoscaling" . }}
{{- else if and $settings.autoscaling.keda.enabled (not .Values.global.services.autoscaling.enabled) }}
{{- fail (printf "%s: autoscaling.enabled: false (expected: true, as autoscaling.keda.enabled is)" .Chart.Name) }}
{{- end }}
{{- if $settings.networkPolicy.enabled }}
---
{{ include "danggol.networkPolicy" . }}
{{- end }}
{{- if $settings.metrics.serviceMonitor.enabled }}
---
{{ include "danggol.serviceMonitor" . }}
{{- end }}
{{- if $settings.ingress.enabled }}
---
{{ include "danggol.ingress" (list . .Chart.Name $settings.ingress "ingress" $settings.publicPaths) }}
{{- end }}
{{- if $settings.staffIngress.enabled }}
---
{{ include "danggol.ingress" (list . (printf "%s-staff" .Chart.Name) $settings.staffIngress "staffIngress" $settings.staffPaths) }}
{{- end }}
{{- if $settings.httpRoute.enabled }}
---
{{ include "danggol.httpRoute" (list . .Chart.Name $settings.httpRoute "httpRoute" $settings.publicPaths) }}
{{- end }}
{{- if $settings.staffHttpRoute.enabled }}
---
{{ include "danggol.httpRoute" (list . (printf "%s-staff" .Chart.Name) $settings.staffHttpRoute "staffHttpRoute" $settings.staffPaths) }}
{{- end }}
{{- if and $settings.database (eq .Values.global.migrations.by "job") }}
---
{{ include "danggol.migrationConfigMap" . }}
---
{{ include "danggol.migrationJob" . }}
{{- if $settings.networkPolicy.enabled }}
---
{{ include "danggol.migrationPolicy" . }}
{{- end }}
{{- end }}
{{- end -}}

{{- define "danggol.metadata" -}}
{{- include "danggol.metadataOf" (list . .Chart.Name) -}}
{{- end -}}

{{/* Takes a list of context and the part of the name that comes after the release's. */}}
{{- define "danggol.metadataOf" -}}
name: {{ include "danggol.nameOf" . }}
namespace: {{ (index . 0).Release.Namespace }}
labels:
  {{- include "danggol.labels" (index . 0) | nindent 2 }}
{{- end -}}

{{- define "danggol.configMap" -}}
apiVersion: v1
kind: ConfigMap
metadata:
  {{- include "danggol.metadata" . | nindent 2 }}
data:
  {{- include "danggol.configuration" . | nindent 2 }}
{{- end -}}

{{- define "danggol.networkService" -}}
{{- $settings := include "danggol.settings" . | fromJson -}}
apiVersion: v1
kind: Service
metadata:
  {{- include "danggol.metadata" . | nindent 2 }}
  {{- with $settings.service.annotations }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  type: {{ $settings.service.type }}
  selector:
    {{- include "danggol.selector" . | nindent 4 }}
  ports:
    - name: http
      port: {{ int .Values.global.services.service.port }}
      targetPort: http
      protocol: TCP
      appProtocol: http
{{- end -}}

{{- define "danggol.serviceAccountName" -}}
{{- $account := (include "danggol.settings" . | fromJson).serviceAccount -}}
{{- $account.name | default (ternary (include "danggol.name" .) "default" $account.create) -}}
{{- end -}}

{{- define "danggol.serviceAccount" -}}
{{- $account := (include "danggol.settings" . | fromJson).serviceAccount -}}
apiVersion: v1
kind: ServiceAccount
metadata:
  name: {{ include "danggol.serviceAccountName" . }}
  namespace: {{ .Release.Namespace }}
  labels:
    {{- include "danggol.labels" . | nindent 4 }}
  {{- with $account.annotations }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
automountServiceAccountToken: false
{{- end -}}

{{- define "danggol.podDisruptionBudget" -}}
{{- $budget := (include "danggol.settings" . | fromJson).podDisruptionBudget -}}
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  {{- include "danggol.metadata" . | nindent 2 }}
spec:
  maxUnavailable: {{ include "danggol.number" $budget.maxUnavailable }}
  unhealthyPodEvictionPolicy: AlwaysAllow
  selector:
    matchLabels:
      {{- include "danggol.selector" . | nindent 6 }}
{{- end -}}

{{/* A number, or a share such as 25%. */}}
{{- define "danggol.number" -}}
{{- if kindIs "string" . }}{{ . | quote }}{{ else }}{{ int . }}{{ end -}}
{{- end -}}

{{- define "danggol.serviceMonitor" -}}
{{- $monitor := (include "danggol.settings" . | fromJson).metrics.serviceMonitor -}}
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata:
  {{- include "danggol.metadata" . | nindent 2 }}
  {{- with $monitor.labels }}
    {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  selector:
    matchLabels:
      {{- include "danggol.selector" . | nindent 6 }}
  endpoints:
    - port: http
      path: /q/metrics
      interval: {{ $monitor.interval }}
      scrapeTimeout: {{ $monitor.scrapeTimeout }}
{{- end -}}
