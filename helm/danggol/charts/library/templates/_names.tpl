{{/* Names and labels. Each takes the context of a sub-chart, or of the umbrella chart. */}}

{{/* So short that a StatefulSet's revision, <name>-recommendation-<hash>, is a label's value yet: 63 characters. */}}
{{- define "danggol.release" -}}
{{- if .Values.global.fullnameOverride -}}
{{- .Values.global.fullnameOverride | trunc 37 | trimSuffix "-" -}}
{{- else -}}
{{- $name := .Values.global.nameOverride | default "danggol" -}}
{{- ternary .Release.Name (printf "%s-%s" .Release.Name $name) (contains $name .Release.Name) | trunc 37 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{/* The name of a service's objects, such as shop-danggol-profile. Takes a list of context and service. */}}
{{- define "danggol.nameOf" -}}
{{- printf "%s-%s" (include "danggol.release" (index . 0)) (index . 1) -}}
{{- end -}}

{{- define "danggol.name" -}}
{{- include "danggol.nameOf" (list . .Chart.Name) -}}
{{- end -}}

{{/* What a component is selected by; never changed, as a Deployment's selector cannot be. Takes a list of context and component. */}}
{{- define "danggol.selectorOf" -}}
app.kubernetes.io/name: {{ index . 1 }}
app.kubernetes.io/instance: {{ (index . 0).Release.Name }}
{{- end -}}

{{- define "danggol.labelsOf" -}}
{{- $context := index . 0 -}}
{{ include "danggol.selectorOf" . }}
app.kubernetes.io/component: {{ index . 1 }}
app.kubernetes.io/part-of: danggol
app.kubernetes.io/version: {{ $context.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ $context.Release.Service }}
helm.sh/chart: {{ printf "danggol-%s" $context.Chart.Version | replace "+" "_" }}
{{- with $context.Values.global.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- define "danggol.selector" -}}
{{- include "danggol.selectorOf" (list . .Chart.Name) -}}
{{- end -}}

{{- define "danggol.labels" -}}
{{- include "danggol.labelsOf" (list . .Chart.Name) -}}
{{- end -}}

{{/* The Secret that holds what must not stand in values. */}}
{{- define "danggol.secret" -}}
{{- .Values.global.secrets.existingSecret | default (printf "%s-secrets" (include "danggol.release" .)) -}}
{{- end -}}

{{/*
The settings of a service: those of all services, over which go its own. One port holds for all, as none can see what another
has been given.
*/}}
{{- define "danggol.settings" -}}
{{- $port := dig "service" "port" 0 (omit .Values "global") | int -}}
{{- if and $port (ne $port (int .Values.global.services.service.port)) }}
{{- fail (printf "%s.service.port: %d (expected: global.services.service.port, one for all services)" .Chart.Name $port) }}
{{- end -}}
{{- toJson (mergeOverwrite (deepCopy .Values.global.services) (omit .Values "global")) -}}
{{- end -}}

{{/* An image's full name. Takes a list of context and image. */}}
{{- define "danggol.image" -}}
{{- $context := index . 0 -}}
{{- $image := index . 1 -}}
{{- $registry := $context.Values.global.imageRegistry | default $image.registry -}}
{{- if $registry }}{{ $registry }}/{{ end }}{{ $image.repository }}
{{- if $image.digest }}@{{ $image.digest }}{{ else }}:{{ required "image.tag: none given" ($image.tag | default $context.Chart.AppVersion) }}{{ end -}}
{{- end -}}

{{/* The port that a service has on a developer's machine. */}}
{{- define "danggol.localPort" -}}
{{- get (dict "tracking" "8081" "profile" "8082" "segment" "8083" "recommendation" "8084" "campaign" "8085") . -}}
{{- end -}}
